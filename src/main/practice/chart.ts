import type { AccountType } from './books.ts'

/** One account of the practice company's chart. */
export interface ChartAccount {
  readonly name: string
  readonly type: AccountType
  readonly subType: string
  /** Only some accounts have a number: people number what they care for. */
  readonly number?: string
  readonly inactive?: true
}

/**
 * The chart of a small manufacturer in the US, as its accountant would have left it: clearing accounts for goods received
 * and for conversion, work in process and finished goods, and more than one account of the types a person must choose from.
 */
export const chartOfAccounts: readonly ChartAccount[] = [
  { name: 'Checking', type: 'Bank', subType: 'Checking', number: '1000' },
  { name: 'Savings', type: 'Bank', subType: 'Savings', number: '1010' },
  { name: 'Accounts Receivable (A/R)', type: 'Accounts Receivable', subType: 'AccountsReceivable', number: '1100' },
  { name: 'Undeposited Funds', type: 'Other Current Asset', subType: 'UndepositedFunds', number: '1150' },
  { name: 'Inventory Asset', type: 'Other Current Asset', subType: 'Inventory', number: '1200' },
  { name: 'Work in Process', type: 'Other Current Asset', subType: 'OtherCurrentAssets', number: '1210' },
  { name: 'Finished Goods', type: 'Other Current Asset', subType: 'OtherCurrentAssets', number: '1220' },
  { name: 'Raw Materials', type: 'Other Current Asset', subType: 'OtherCurrentAssets', number: '1230' },
  { name: 'Prepaid Expenses', type: 'Other Current Asset', subType: 'PrepaidExpenses' },
  { name: 'Machinery and Equipment', type: 'Fixed Asset', subType: 'MachineryAndEquipment', number: '1500' },
  { name: 'Accumulated Depreciation', type: 'Fixed Asset', subType: 'AccumulatedDepreciation' },
  { name: 'Security Deposits', type: 'Other Asset', subType: 'SecurityDeposits' },
  { name: 'Accounts Payable (A/P)', type: 'Accounts Payable', subType: 'AccountsPayable', number: '2000' },
  { name: 'Company Credit Card', type: 'Credit Card', subType: 'CreditCard', number: '2050' },
  { name: 'Goods Received Not Billed', type: 'Other Current Liability', subType: 'OtherCurrentLiabilities', number: '2100' },
  { name: 'Conversion Clearing', type: 'Other Current Liability', subType: 'OtherCurrentLiabilities', number: '2110' },
  { name: 'Payroll Liabilities', type: 'Other Current Liability', subType: 'PayrollTaxPayable' },
  { name: 'Sales Tax Payable', type: 'Other Current Liability', subType: 'SalesTaxPayable', number: '2200' },
  { name: 'Gratuities Payable', type: 'Other Current Liability', subType: 'OtherCurrentLiabilities' },
  { name: 'Equipment Loan', type: 'Long Term Liability', subType: 'NotesPayable', number: '2500' },
  { name: 'Opening Balance Equity', type: 'Equity', subType: 'OpeningBalanceEquity' },
  { name: "Owner's Equity", type: 'Equity', subType: 'OwnersEquity', number: '3000' },
  { name: 'Retained Earnings', type: 'Equity', subType: 'RetainedEarnings', number: '3900' },
  { name: 'Sales of Product Income', type: 'Income', subType: 'SalesOfProductIncome', number: '4000' },
  { name: 'Fabrication Services', type: 'Income', subType: 'ServiceFeeIncome', number: '4100' },
  { name: 'Shipping Income', type: 'Income', subType: 'OtherPrimaryIncome', number: '4200' },
  { name: 'Discounts Given', type: 'Income', subType: 'DiscountsRefundsGiven', number: '4900' },
  { name: 'Cost of Goods Sold', type: 'Cost of Goods Sold', subType: 'SuppliesMaterialsCogs', number: '5000' },
  { name: 'Direct Labor', type: 'Cost of Goods Sold', subType: 'CostOfLaborCos', number: '5100' },
  { name: 'Freight In', type: 'Cost of Goods Sold', subType: 'ShippingFreightDeliveryCos', number: '5200' },
  { name: 'Inventory Shrinkage', type: 'Cost of Goods Sold', subType: 'SuppliesMaterialsCogs', number: '5800' },
  { name: 'Wages', type: 'Expense', subType: 'PayrollExpenses', number: '6000' },
  { name: 'Rent', type: 'Expense', subType: 'RentOrLeaseOfBuildings', number: '6100' },
  { name: 'Utilities', type: 'Expense', subType: 'Utilities', number: '6200' },
  { name: 'Shop Supplies', type: 'Expense', subType: 'SuppliesMaterials', number: '6300' },
  { name: 'Scrap and Waste', type: 'Expense', subType: 'OtherMiscellaneousServiceCost', number: '6400' },
  { name: 'Overhead Applied', type: 'Expense', subType: 'OtherMiscellaneousServiceCost', number: '6500' },
  { name: 'Repairs and Maintenance', type: 'Expense', subType: 'RepairMaintenance' },
  { name: 'Interest Earned', type: 'Other Income', subType: 'InterestEarned' },
  { name: 'Exchange Gain or Loss', type: 'Other Expense', subType: 'ExchangeGainOrLoss' },
  { name: 'Old Receiving Clearing', type: 'Other Current Liability', subType: 'OtherCurrentLiabilities', inactive: true },
]
