/**
 * Intuit's own schema of what QuickBooks Online exchanges, reduced to the types that the practice company has, as data:
 * each type with what it extends and its fields. A field is `Name:kind`, with `[]` for a list; a kind is another type, an
 * enumeration below, `ref` (`{value, name, type}`), `id`, `text`, `decimal`, `whole`, `boolean`, `date`, `time` or `any`.
 * What the schema calls required is not what the API requires, so it is not here.
 */
export interface SchemaType {
  readonly is: string | null
  readonly fields: string
}

export const schemaTypes: Readonly<Record<string, SchemaType>> = {
  Account: { is: 'IntuitEntity', fields:
    'Name:text SubAccount:boolean ParentRef:ref Description:text FullyQualifiedName:text AccountAlias:text TxnLocationType:text ' +
    'Active:boolean Classification:AccountClassificationEnum AccountType:AccountTypeEnum AccountSubType:text AccountPurposes:ref[] ' +
    'AcctNum:text AcctNumExtn:text BankNum:text OpeningBalance:decimal OpeningBalanceDate:date CurrentBalance:decimal ' +
    'CurrentBalanceWithSubAccounts:decimal CurrencyRef:ref TaxAccount:boolean TaxCodeRef:ref OnlineBankingEnabled:boolean FIName:text ' +
    'JournalCodeRef:ref AccountEx:any' },
  AccountBasedExpenseLineDetail: { is: null, fields:
    'CustomerRef:ref ClassRef:ref AccountRef:ref BillableStatus:BillableStatusEnum MarkupInfo:MarkupInfo TaxAmount:decimal ' +
    'TaxCodeRef:ref TaxInclusiveAmt:decimal ExpenseDetailLineDetailEx:any' },
  AdvancedInventoryPrefs: { is: null, fields:
    'MLIAvailable:boolean MLIEnabled:boolean EnhancedInventoryReceivingEnabled:boolean TrackingSerialOrLotNumber:boolean ' +
    'TrackingOnSalesTransactionsEnabled:boolean TrackingOnPurchaseTransactionsEnabled:boolean ' +
    'TrackingOnInventoryAdjustmentEnabled:boolean TrackingOnBuildAssemblyEnabled:boolean FIFOEnabled:boolean FIFOEffectiveDate:date ' +
    'RowShelfBinEnabled:boolean BarcodeEnabled:boolean' },
  AttachableRef: { is: null, fields: 'EntityRef:ref LineInfo:id IncludeOnSend:boolean CustomField:CustomField[] AttachableRefEx:any' },
  Bill: { is: 'PurchaseByVendor', fields:
    'PayerRef:ref SalesTermRef:ref DueDate:date RemitToAddr:PhysicalAddress ShipAddr:PhysicalAddress VendorAddr:PhysicalAddress ' +
    'Balance:decimal HomeBalance:decimal BillEx:any LessCIS:decimal IncludeInAnnualTPAR:boolean' },
  CheckPayment: { is: null, fields: 'CheckNum:text Status:text NameOnAcct:text AcctNum:text BankName:text CheckPaymentEx:any' },
  CompanyAccountingPrefs: { is: null, fields:
    'UseAccountNumbers:boolean DefaultARAccount:ref DefaultAPAccount:ref RequiresAccounts:boolean TrackDepartments:boolean ' +
    'DepartmentTerminology:text ClassTrackingPerTxn:boolean ClassTrackingPerTxnLine:boolean AutoJournalEntryNumber:boolean ' +
    'FirstMonthOfFiscalYear:MonthEnum TaxYearMonth:MonthEnum TaxForm:text BookCloseDate:date OtherContactInfo:ContactInfo[] ' +
    'CustomerTerminology:text' },
  CompanyInfo: { is: 'IntuitEntity', fields:
    'CompanyName:text LegalName:text CompanyAddr:PhysicalAddress CustomerCommunicationAddr:PhysicalAddress LegalAddr:PhysicalAddress ' +
    'CompanyEmailAddr:EmailAddress CustomerCommunicationEmailAddr:EmailAddress CompanyURL:WebSiteAddress PrimaryPhone:TelephoneNumber ' +
    'OtherContactInfo:ContactInfo[] CompanyFileName:text FlavorStratum:text SampleFile:boolean CompanyUserId:text ' +
    'CompanyUserAdminEmail:text CompanyStartDate:date EmployerId:text FiscalYearStartMonth:MonthEnum TaxYearStartMonth:MonthEnum ' +
    'QBVersion:text Country:text ShipAddr:PhysicalAddress OtherAddr:PhysicalAddress[] Mobile:TelephoneNumber Fax:TelephoneNumber ' +
    'Email:EmailAddress WebAddr:WebSiteAddress LastImportedTime:time LastSyncTime:time SupportedLanguages:text DefaultTimeZone:text ' +
    'MultiByteCharsSupported:boolean NameValue:NameValue[] FifoCalculationStatus:FifoCalculationStatus CompanyInfoEx:any' },
  ContactInfo: { is: null, fields:
    'Type:ContactTypeEnum Telephone:TelephoneNumber Email:EmailAddress WebSite:WebSiteAddress OtherContact:GenericContactType' },
  ConvenienceFeeDetail: { is: 'IntuitEntity', fields: 'ConvenienceFeeType:ConvenienceFeeTypeEnum ConvenienceFeePercent:decimal' },
  CreditCardPayment: { is: null, fields: 'CreditChargeInfo:CreditChargeInfo CreditChargeResponse:CreditChargeResponse' },
  CreditChargeInfo: { is: null, fields:
    'Number:text Type:text NameOnAcct:text CcExpiryMonth:whole CcExpiryYear:whole BillAddrStreet:text PostalCode:text ' +
    'CommercialCardCode:text CCTxnMode:CCTxnModeEnum CCTxnType:CCTxnTypeEnum PrevCCTransId:text Amount:decimal ProcessPayment:boolean ' +
    'CreditCardChargeInfoEx:any' },
  CreditChargeResponse: { is: null, fields:
    'CCProcessor:text CCTransId:text Status:CCPaymentStatusEnum ResultCode:whole ResultMsg:text MerchantAcctNum:text ' +
    'CardSecurityCodeMatch:CCSecurityCodeMatchEnum AuthCode:text AvsStreet:CCAVSMatchEnum AvsZip:CCAVSMatchEnum SecurityCode:text ' +
    'ReconBatchId:text PaymentGroupingCode:whole TxnAuthorizationTime:time TxnAuthorizationStamp:whole ClientTransID:text ' +
    'CreditChargeResponseEx:any' },
  CreditMemo: { is: 'SalesTransaction', fields: 'RemainingCredit:decimal InvoiceRef:ref CreditMemoEx:any' },
  CurrencyPrefs: { is: null, fields: 'MultiCurrencyEnabled:boolean HomeCurrency:ref' },
  CustomExtensionAssociatedValues: { is: null, fields: 'Key:text Value:text' },
  CustomExtensions: { is: null, fields: 'ExtensionType:text AssociatedValues:CustomExtensionAssociatedValues[]' },
  CustomField: { is: null, fields:
    'DefinitionId:id Name:text Type:CustomFieldTypeEnum StringValue:text BooleanValue:boolean DateValue:date NumberValue:decimal' },
  CustomFieldDefinition: { is: 'IntuitEntity', fields: 'EntityType:text Name:text Hidden:boolean Required:boolean AppId:text' },
  Customer: { is: 'NameBase', fields:
    'Taxable:boolean BillAddr:PhysicalAddress ShipAddr:PhysicalAddress OtherAddr:PhysicalAddress[] ContactName:text AltContactName:text ' +
    'Notes:text Job:boolean BillWithParent:boolean RootCustomerRef:ref ParentRef:ref Level:whole CustomerTypeRef:ref SalesTermRef:ref ' +
    'SalesRepRef:ref TaxGroupCodeRef:ref TaxRateRef:ref PaymentMethodRef:ref CCDetail:CreditChargeInfo PriceLevelRef:ref ' +
    'Balance:decimal OpenBalanceDate:date BalanceWithJobs:decimal CreditLimit:decimal AcctNum:text CurrencyRef:ref ' +
    'OverDueBalance:decimal TotalRevenue:decimal TotalExpense:decimal PreferredDeliveryMethod:text ResaleNum:text JobInfo:JobInfo ' +
    'TDSEnabled:boolean CustomerEx:any SecondaryTaxIdentifier:text ARAccountRef:ref PrimaryTaxIdentifier:text TaxExemptionReasonId:text ' +
    'IsProject:boolean BusinessNumber:text GSTIN:text GSTRegistrationType:text IsCISContractor:boolean ClientCompanyId:text ' +
    'ClientEntityId:text Source:text TaxRegime:text' },
  DepositLineDetail: { is: null, fields:
    'Entity:ref ClassRef:ref AccountRef:ref PaymentMethodRef:ref CheckNum:text TxnType:TxnTypeEnum TaxCodeRef:ref ' +
    'TaxApplicableOn:TaxApplicableOnEnum DepositLineDetailEx:any' },
  DescriptionLineDetail: { is: null, fields: 'ServiceDate:date TaxCodeRef:ref DescriptionLineDetailEx:any' },
  DiscountLineDetail: { is: 'DiscountOverride', fields: 'ServiceDate:date ClassRef:ref TaxCodeRef:ref DiscountLineDetailEx:any' },
  DiscountOverride: { is: null, fields: 'DiscountRef:ref PercentBased:boolean DiscountPercent:decimal DiscountAccountRef:ref' },
  EmailAddress: { is: null, fields: 'Id:id Address:text Default:boolean Tag:text' },
  EmailMessage: { is: null, fields: 'Subject:text Message:text' },
  EmailMessagesPrefs: { is: null, fields:
    'NameValue:NameValue[] InvoiceMessage:EmailMessage EstimateMessage:EmailMessage SalesReceiptMessage:EmailMessage ' +
    'StatementMessage:EmailMessage' },
  EnabledSurchargeInfo: { is: null, fields: 'Enabled:boolean Card:SurchargePaymentMethodInfo ACH:SurchargePaymentMethodInfo' },
  EntityTypeRef: { is: null, fields: 'Type:EntityTypeEnum EntityRef:ref' },
  FinanceChargePrefs: { is: null, fields:
    'AnnualInterestRate:decimal MinFinChrg:decimal GracePeriod:whole CalcFinChrgFromTxnDate:boolean ' +
    'AssessFinChrgForOverdueCharges:boolean FinChrgAccountRef:ref' },
  GenericContactType: { is: null, fields: 'Id:id Name:text Value:text Type:text Default:boolean Tag:text' },
  GroupLineDetail: { is: null, fields:
    'GroupItemRef:ref Quantity:decimal UOMRef:UOMRef ServiceDate:date Line:Line[] GroupLineDetailEx:any' },
  IntuitEntity: { is: null, fields:
    'Id:id SyncToken:text MetaData:ModificationMetaData CustomField:CustomField[] AttachableRef:AttachableRef[] domain:text ' +
    'status:EntityStatusEnum sparse:boolean' },
  InventoryAdjustment: { is: 'Transaction', fields: 'ShippingAdjustment:boolean AdjustAccountRef:ref CustomerRef:ref' },
  Invoice: { is: 'SalesTransaction', fields:
    'Deposit:decimal AllowIPNPayment:boolean AllowOnlinePayment:boolean AllowOnlineCreditCardPayment:boolean ' +
    'AllowOnlineACHPayment:boolean AllowOnlinePayPalPayment:boolean AllowOnlineAffirmPayment:boolean ' +
    'EInvoiceStatus:ETransactionStatusEnum ECloudStatusTimeStamp:time CfdiUse:whole Exportation:text GlobalInfo:MXGlobalInfo ' +
    'invoiceStatus:text callToAction:text invoiceStatusLog:StatusInfo[] InvoiceEx:any LessCIS:decimal InvoiceLink:text ' +
    'PaymentDetailsMessage:text ConvenienceFeeDetail:ConvenienceFeeDetail EnabledSurchargeInfo:EnabledSurchargeInfo ' +
    'InvoiceLinkSecurityCode:text InvoiceLinkExpiryDate:date AutoPayEligible:boolean SchedulePayEligible:boolean ' +
    'ScheduledPaymentId:text GratuityEnabled:boolean FinancingProductType:FinancingProductTypeEnum ' +
    'SubscriptionPaymentsSetting:SubscriptionPaymentsSettingEnum TxnRetainageDetail:TxnRetainageDetail' },
  Item: { is: 'IntuitEntity', fields:
    'Name:text Sku:text Description:text Active:boolean SubItem:boolean ParentRef:ref Level:whole FullyQualifiedName:text ' +
    'Taxable:boolean SalesTaxIncluded:boolean PercentBased:boolean UnitPrice:decimal RatePercent:decimal Type:ItemTypeEnum ' +
    'PaymentMethodRef:ref UOMSetRef:ref IncomeAccountRef:ref PurchaseDesc:text PurchaseTaxIncluded:boolean PurchaseCost:decimal ' +
    'ExpenseAccountRef:ref COGSAccountRef:ref AssetAccountRef:ref PrefVendorRef:ref AvgCost:decimal TrackQtyOnHand:boolean ' +
    'QtyOnHand:decimal QtyOnPurchaseOrder:decimal QtyOnSalesOrder:decimal ReorderPoint:decimal ManPartNum:text DepositToAccountRef:ref ' +
    'SalesTaxCodeRef:ref PurchaseTaxCodeRef:ref InvStartDate:date BuildPoint:decimal PrintGroupedItems:boolean SpecialItem:boolean ' +
    'SpecialItemType:SpecialItemTypeEnum ItemGroupDetail:ItemGroupDetail ItemAssemblyDetail:ItemAssemblyDetail AbatementRate:decimal ' +
    'ReverseChargeRate:decimal ServiceType:text ItemCategoryType:text ItemEx:any TaxClassificationRef:ref UQCDisplayText:text ' +
    'UQCId:text ClassRef:ref Source:text DeferredRevenue:boolean CustomExtensions:CustomExtensions[]' },
  ItemAdjustmentLineDetail: { is: null, fields: 'ItemRef:ref SalesPrice:decimal QtyDiff:decimal NewQty:decimal ClassRef:ref' },
  ItemAssemblyDetail: { is: null, fields: 'ItemAssemblyLine:ItemComponentLine[]' },
  ItemBasedExpenseLineDetail: { is: 'ItemLineDetail', fields:
    'CustomerRef:ref BillableStatus:BillableStatusEnum TaxInclusiveAmt:decimal ItemBasedExpenseLineDetailEx:any' },
  ItemComponentLine: { is: null, fields: 'ItemRef:ref Qty:decimal UOMRef:UOMRef' },
  ItemGroupDetail: { is: null, fields: 'ItemGroupLine:ItemComponentLine[]' },
  ItemLineDetail: { is: null, fields:
    'ItemRef:ref ClassRef:ref UnitPrice:decimal UnitCostPrice:decimal RatePercent:decimal PriceLevelRef:ref MarkupInfo:MarkupInfo ' +
    'Qty:decimal UOMRef:UOMRef ItemAccountRef:ref InventorySiteRef:ref TaxCodeRef:ref TaxClassificationRef:ref' },
  ItemReceiptLineDetail: { is: null, fields: 'ItemReceiptLineDetailEx:any' },
  JobInfo: { is: null, fields: 'Status:JobStatusEnum StartDate:date ProjectedEndDate:date EndDate:date Description:text JobTypeRef:ref' },
  JournalEntry: { is: 'Transaction', fields:
    'Adjustment:boolean HomeCurrencyAdjustment:boolean EnteredInHomeCurrency:boolean GlobalTaxCalculation:GlobalTaxCalculationEnum ' +
    'TotalAmt:decimal HomeTotalAmt:decimal JournalEntryEx:any' },
  JournalEntryLineDetail: { is: null, fields:
    'PostingType:PostingTypeEnum Entity:EntityTypeRef AccountRef:ref ClassRef:ref DepartmentRef:ref TaxCodeRef:ref TaxRateRef:ref ' +
    'TaxApplicableOn:TaxApplicableOnEnum TaxAmount:decimal TaxInclusiveAmt:decimal BillableStatus:BillableStatusEnum JournalCodeRef:ref ' +
    'JournalEntryLineDetailEx:any' },
  Line: { is: null, fields:
    'Id:id LineNum:whole Description:text Amount:decimal Received:decimal LinkedTxn:LinkedTxn[] DetailType:LineDetailTypeEnum ' +
    'PaymentLineDetail:PaymentLineDetail DiscountLineDetail:DiscountLineDetail TaxLineDetail:TaxLineDetail ' +
    'SalesItemLineDetail:SalesItemLineDetail DescriptionLineDetail:DescriptionLineDetail ' +
    'ItemBasedExpenseLineDetail:ItemBasedExpenseLineDetail AccountBasedExpenseLineDetail:AccountBasedExpenseLineDetail ' +
    'ReimburseLineDetail:ReimburseLineDetail DepositLineDetail:DepositLineDetail ' +
    'PurchaseOrderItemLineDetail:PurchaseOrderItemLineDetail SalesOrderItemLineDetail:SalesOrderItemLineDetail ' +
    'ItemReceiptLineDetail:ItemReceiptLineDetail JournalEntryLineDetail:JournalEntryLineDetail GroupLineDetail:GroupLineDetail ' +
    'SubTotalLineDetail:SubTotalLineDetail TDSLineDetail:TDSLineDetail ItemAdjustmentLineDetail:ItemAdjustmentLineDetail ' +
    'CustomField:CustomField[] LineEx:any ProjectRef:ref CostAmount:decimal HomeCostAmount:decimal CustomExtensions:CustomExtensions[]' },
  LinkedTxn: { is: null, fields: 'TxnId:id TxnType:text TxnLineId:id' },
  MXGlobalInfo: { is: null, fields: 'Periodicity:text Month:text Year:text' },
  MarkupInfo: { is: null, fields: 'PercentBased:boolean Value:decimal Percent:decimal PriceLevelRef:ref MarkUpIncomeAccountRef:ref' },
  MemoRef: { is: null, fields: 'id:id value:text' },
  ModificationMetaData: { is: null, fields:
    'CreatedByRef:ref CreateTime:time LastModifiedByRef:ref LastUpdatedTime:time LastChangedInQB:time Synchronized:boolean' },
  NameBase: { is: 'IntuitEntity', fields:
    'IntuitId:text Organization:boolean Title:text GivenName:text MiddleName:text FamilyName:text Suffix:text FullyQualifiedName:text ' +
    'CompanyName:text DisplayName:text PrintOnCheckName:text UserId:text Active:boolean V4IDPseudonym:text PrimaryPhone:TelephoneNumber ' +
    'AlternatePhone:TelephoneNumber Mobile:TelephoneNumber Fax:TelephoneNumber PrimaryEmailAddr:EmailAddress WebAddr:WebSiteAddress ' +
    'OtherContactInfo:ContactInfo[] DefaultTaxCodeRef:ref' },
  NameValue: { is: null, fields: 'Name:text Value:text' },
  OtherPrefs: { is: null, fields: 'NameValue:NameValue[]' },
  PaymentLineDetail: { is: null, fields:
    'ItemRef:ref ServiceDate:date ClassRef:ref Balance:decimal HomeBalance:decimal Discount:DiscountOverride PaymentLineEx:any' },
  PhysicalAddress: { is: null, fields:
    'Id:id Line1:text Line2:text Line3:text Line4:text Line5:text City:text Country:text CountryCode:text County:text ' +
    'CountrySubDivisionCode:text PostalCode:text PostalCodeSuffix:text Lat:text Long:text Tag:text Note:text' },
  Preferences: { is: 'IntuitEntity', fields:
    'AccountingInfoPrefs:CompanyAccountingPrefs AdvancedInventoryPrefs:AdvancedInventoryPrefs ' +
    'ProductAndServicesPrefs:ProductAndServicesPrefs SalesFormsPrefs:SalesFormsPrefs EmailMessagesPrefs:EmailMessagesPrefs ' +
    'PrintDocumentPrefs:PrintDocumentPrefs VendorAndPurchasesPrefs:VendorAndPurchasesPrefs TimeTrackingPrefs:TimeTrackingPrefs ' +
    'TaxPrefs:TaxPrefs FinanceChargesPrefs:FinanceChargePrefs CurrencyPrefs:CurrencyPrefs ReportPrefs:ReportPrefs OtherPrefs:OtherPrefs' },
  PrintDocumentPrefs: { is: null, fields: 'NameValue:NameValue[]' },
  ProductAndServicesPrefs: { is: null, fields:
    'ForSales:boolean ForPurchase:boolean InventoryAndPurchaseOrder:boolean QuantityWithPriceAndRate:boolean QuantityOnHand:boolean ' +
    'UOM:UOMFeatureTypeEnum RevenueRecognition:boolean RevenueRecognitionFrequency:text' },
  Purchase: { is: 'Transaction', fields:
    'AccountRef:ref PaymentMethodRef:ref PaymentRefNum:text PaymentType:PaymentTypeEnum CheckPayment:CheckPayment ' +
    'CreditCardPayment:CreditCardPayment EntityRef:ref Credit:boolean RemitToAddr:PhysicalAddress TotalAmt:decimal Memo:text ' +
    'PrintStatus:PrintStatusEnum GlobalTaxCalculation:GlobalTaxCalculationEnum PurchaseEx:any LessCIS:decimal ' +
    'IncludeInAnnualTPAR:boolean' },
  PurchaseByVendor: { is: 'Transaction', fields:
    'VendorRef:ref APAccountRef:ref TotalAmt:decimal BillEmail:EmailAddress ReplyEmail:EmailAddress Memo:text ' +
    'GlobalTaxCalculation:GlobalTaxCalculationEnum' },
  PurchaseOrderItemLineDetail: { is: 'SalesItemLineDetail', fields:
    'ManPartNum:text ManuallyClosed:boolean OpenQty:decimal PurchaseOrderItemLineDetailEx:any' },
  RecurringInfo: { is: null, fields: 'Name:text RecurType:text Active:boolean ScheduleInfo:RecurringScheduleInfo' },
  RecurringScheduleInfo: { is: null, fields:
    'IntervalType:text NumInterval:whole DayOfMonth:whole DayOfWeek:WeekEnum WeekOfMonth:whole MonthOfYear:MonthEnum RemindDays:whole ' +
    'DaysBefore:whole MaxOccurrences:whole StartDate:date EndDate:date NextDate:date PreviousDate:date' },
  RefundReceipt: { is: 'SalesTransaction', fields: 'RemainingCredit:decimal RefundReceiptEx:any' },
  ReimburseLineDetail: { is: 'ItemLineDetail', fields: '' },
  ReportPrefs: { is: null, fields: 'ReportBasis:ReportBasisEnum CalcAgingReportFromTxnDate:boolean' },
  SalesFormsPrefs: { is: null, fields:
    'UsingProgressInvoicing:boolean CustomField:CustomFieldDefinition[] CustomTxnNumbers:boolean DelayedCharges:boolean ' +
    'SalesEmailCc:EmailAddress SalesEmailBcc:EmailAddress EmailCopyToCompany:boolean AllowDeposit:boolean AllowDiscount:boolean ' +
    'DefaultDiscountAccount:text AllowEstimates:boolean EstimateMessage:text ETransactionEnabledStatus:ETransactionEnabledStatusEnum ' +
    'ETransactionAttachPDF:boolean ETransactionPaymentEnabled:boolean IPNSupportEnabled:boolean InvoiceMessage:text ' +
    'AllowServiceDate:boolean AllowShipping:boolean DefaultShippingAccount:text DefaultItem:ref DefaultTerms:ref ' +
    'DefaultDeliveryMethod:text AutoApplyCredit:boolean AutoApplyPayments:boolean PrintItemWithZeroAmount:boolean ' +
    'DefaultShipMethodRef:ref DefaultMarkup:decimal TrackReimbursableExpensesAsIncome:boolean UsingSalesOrders:boolean ' +
    'UsingPriceLevels:boolean DefaultFOB:text DefaultCustomerMessage:text' },
  SalesItemLineDetail: { is: 'ItemLineDetail', fields:
    'ServiceDate:date TaxInclusiveAmt:decimal DiscountRate:decimal DiscountAmt:decimal DeferredRevenue:boolean RetainageAmount:decimal ' +
    'SalesItemLineDetailEx:any' },
  SalesOrderItemLineDetail: { is: 'SalesItemLineDetail', fields: 'ManuallyClosed:boolean' },
  SalesReceipt: { is: 'SalesTransaction', fields: 'SalesReceiptEx:any LessCIS:decimal' },
  SalesTransaction: { is: 'Transaction', fields:
    'AutoDocNumber:boolean CustomerRef:ref CustomerMemo:MemoRef BillAddr:PhysicalAddress ShipAddr:PhysicalAddress ' +
    'FreeFormAddress:boolean ShipFromAddr:PhysicalAddress RemitToRef:ref ClassRef:ref SalesTermRef:ref DueDate:date SalesRepRef:ref ' +
    'PONumber:text FOB:text ShipMethodRef:ref ShipDate:date TrackingNum:text GlobalTaxCalculation:GlobalTaxCalculationEnum ' +
    'TotalAmt:decimal HomeTotalAmt:decimal ApplyTaxAfterDiscount:boolean ShippingTaxIncludedInTotalTax:boolean TemplateRef:ref ' +
    'PrintStatus:PrintStatusEnum EmailStatus:EmailStatusEnum BillEmail:EmailAddress BillEmailCc:EmailAddress BillEmailBcc:EmailAddress ' +
    'ARAccountRef:ref Balance:decimal HomeBalance:decimal FinanceCharge:boolean PaymentMethodRef:ref PaymentRefNum:text ' +
    'PaymentType:PaymentTypeEnum CheckPayment:CheckPayment CreditCardPayment:CreditCardPayment DepositToAccountRef:ref ' +
    'DeliveryInfo:TransactionDeliveryInfo DiscountRate:decimal DiscountAmt:decimal GovtTxnRefIdentifier:text TaxExemptionRef:ref' },
  StatusInfo: { is: null, fields: 'status:text statusDate:date callToAction:text' },
  SubTotalLineDetail: { is: null, fields: 'ItemRef:ref ServiceDate:date' },
  SurchargePaymentMethodInfo: { is: null, fields: 'Enabled:boolean' },
  TDSLineDetail: { is: null, fields: 'TDSAccountRef:ref TDSSectionTypeId:whole TDSLineDetailEx:any' },
  Tag: { is: 'IntuitEntity', fields: 'Name:text' },
  TaxLineDetail: { is: null, fields:
    'TaxRateRef:ref PercentBased:boolean TaxPercent:decimal NetAmountTaxable:decimal TaxInclusiveAmount:decimal ' +
    'OverrideDeltaAmount:decimal ServiceDate:date TaxLineDetailEx:any' },
  TaxPrefs: { is: null, fields:
    'UsingSalesTax:boolean PartnerTaxEnabled:boolean HideTaxManagement:boolean TaxGroupCodeRef:ref TaxRateRef:ref ' +
    'PaySalesTax:PaySalesTaxEnum NonTaxableSalesTaxCodeRef:ref TaxableSalesTaxCodeRef:ref' },
  TelephoneNumber: { is: null, fields:
    'Id:id DeviceType:text CountryCode:text AreaCode:text ExchangeCode:text Extension:text FreeFormNumber:text Default:boolean Tag:text' },
  TimeTrackingPrefs: { is: null, fields:
    'UseServices:boolean DefaultTimeItem:ref BillCustomers:boolean ShowBillRateToAll:boolean WorkWeekStartDate:WeekEnum ' +
    'TimeTrackingEnabled:boolean MarkTimeEntriesBillable:boolean MarkExpensesAsBillable:boolean' },
  Transaction: { is: 'IntuitEntity', fields:
    'DocNumber:text TxnDate:date TxnSubType:TxnSubTypeEnum DepartmentRef:ref CurrencyRef:ref ExchangeRate:decimal PrivateNote:text ' +
    'TxnStatus:text LinkedTxn:LinkedTxn[] Line:Line[] TxnTaxDetail:TxnTaxDetail TxnSource:text TaxFormType:text TaxFormNum:text ' +
    'TransactionLocationType:text Tag:Tag[] TxnApprovalInfo:TxnApprovalInfo RecurDataRef:ref RecurringInfo:RecurringInfo ProjectRef:ref ' +
    'TotalCostAmount:decimal HomeTotalCostAmount:decimal' },
  TransactionDeliveryInfo: { is: null, fields: 'DeliveryType:DeliveryTypeEnum DeliveryTime:time DeliveryErrorType:DeliveryErrorTypeEnum' },
  TxnApprovalInfo: { is: null, fields: 'ApprovalStatus:text ApprovalStatusDetail:text LastChangedByUser:text LastChangedDate:time' },
  TxnRetainageDetail: { is: null, fields: 'RetainageAmount:decimal RetainageOpenBalance:decimal' },
  TxnTaxDetail: { is: null, fields:
    'DefaultTaxCodeRef:ref TxnTaxCodeRef:ref TotalTax:decimal TaxReviewStatus:TaxReviewStatusEnum TaxLine:Line[] ' +
    'UseAutomatedSalesTax:boolean' },
  UOMRef: { is: null, fields: 'Unit:text UOMSetRef:ref' },
  Vendor: { is: 'NameBase', fields:
    'ContactName:text AltContactName:text Notes:text BillAddr:PhysicalAddress ShipAddr:PhysicalAddress OtherAddr:PhysicalAddress[] ' +
    'TaxCountry:text TaxIdentifier:text TaxIdEffectiveDate:date BusinessNumber:text ParentRef:ref VendorTypeRef:ref TermRef:ref ' +
    'PrefillAccountRef:ref Balance:decimal BillRate:decimal OpenBalanceDate:date CreditLimit:decimal AcctNum:text Vendor1099:boolean ' +
    'T4AEligible:boolean T5018Eligible:boolean CurrencyRef:ref TDSEnabled:boolean TDSEntityTypeId:whole TDSSectionTypeId:whole ' +
    'TDSOverrideThreshold:boolean TaxReportingBasis:text APAccountRef:ref VendorEx:any GSTIN:text GSTRegistrationType:text ' +
    'IsSubContractor:boolean SubcontractorType:text CISRate:text HasTPAR:boolean VendorPaymentBankDetail:VendorBankAccountDetail ' +
    'Source:text CostRate:decimal AgencyVerificationStatus:AgencyVerificationStatus AgencyVerificationStatusMsg:text ' +
    'AgencyVerificationTSUTC:time CompanyRegistrationNumber:text' },
  VendorAndPurchasesPrefs: { is: null, fields:
    'EnableBills:boolean TrackingByCustomer:boolean BillableExpenseTracking:boolean DefaultTerms:ref DefaultMarkup:decimal ' +
    'DefaultMarkupAccount:ref AutomaticBillPayment:boolean TPAREnabled:boolean POCustomField:CustomFieldDefinition[] MsgToVendors:text ' +
    'UsingInventory:boolean UsingMultiLocationInventory:boolean DaysBillsAreDue:whole DiscountAccountRef:ref' },
  VendorBankAccountDetail: { is: null, fields:
    'BankBranchIdentifier:text BankAccountNumber:text BankAccountName:text StatementText:text' },
  WebSiteAddress: { is: null, fields: 'Id:id URI:text Default:boolean Tag:text' },
}

/** What a field of such a kind may hold. */
export const schemaEnumerations: Readonly<Record<string, readonly string[]>> = {
  AccountClassificationEnum: ['Asset', 'Equity', 'Expense', 'Liability', 'Revenue'],
  AccountTypeEnum: [
    'Bank', 'Accounts Receivable', 'Other Current Asset', 'Fixed Asset', 'Other Asset', 'Accounts Payable', 'Credit Card',
    'Other Current Liability', 'Long Term Liability', 'Equity', 'Income', 'Cost of Goods Sold', 'Expense', 'Other Income',
    'Other Expense', 'Non-Posting',
  ],
  AgencyVerificationStatus: ['MATCHED', 'UNMATCHED', 'PENDING', 'FAILED'],
  BillableStatusEnum: ['Billable', 'NotBillable', 'HasBeenBilled'],
  CCAVSMatchEnum: ['Fail', 'NotAvailable', 'Pass'],
  CCPaymentStatusEnum: ['Completed', 'Voided', 'Unknown'],
  CCSecurityCodeMatchEnum: ['Fail', 'NotAvailable', 'Pass'],
  CCTxnModeEnum: ['CardNotPresent', 'CardPresent'],
  CCTxnTypeEnum: ['Authorization', 'Capture', 'Charge', 'Refund', 'VoiceAuthorization'],
  ContactTypeEnum: ['TelephoneNumber', 'EmailAddress', 'WebSiteAddress', 'GenericContactType'],
  ConvenienceFeeTypeEnum: ['MANUAL', 'AUTO', 'PAID', 'DISABLED'],
  CustomFieldTypeEnum: ['StringType', 'BooleanType', 'NumberType', 'DateType'],
  DeliveryErrorTypeEnum: ['Missing Info', 'Undeliverable', 'Delivery Server Down', 'Bounced Email'],
  DeliveryTypeEnum: ['Email', 'Tradeshift'],
  ETransactionEnabledStatusEnum: ['Enabled', 'NotApplicable'],
  ETransactionStatusEnum: [
    'Sent', 'Viewed', 'Paid', 'Delivery Error', 'Updated', 'Error', 'Accepted', 'Rejected', 'Sent With ICN Error', 'Delivered',
    'Disputed',
  ],
  EmailStatusEnum: ['NotSet', 'NeedToSend', 'EmailSent'],
  EntityStatusEnum: ['Deleted', 'Voided', 'Draft', 'Pending', 'InTransit', 'Synchronized', 'SyncError'],
  EntityTypeEnum: ['Customer', 'Employee', 'Job', 'Other', 'Vendor'],
  FifoCalculationStatus: ['None', 'InProgress', 'Completed', 'Error'],
  FinancingProductTypeEnum: ['GET_PAID_UPFRONT'],
  GlobalTaxCalculationEnum: ['TaxInclusive', 'TaxExcluded', 'NotApplicable'],
  ItemTypeEnum: [
    'Assembly', 'Category', 'Fixed Asset', 'Group', 'Inventory', 'NonInventory', 'Other Charge', 'Payment', 'Service', 'Subtotal',
    'Discount', 'Tax', 'Tax Group', 'Bundle',
  ],
  JobStatusEnum: ['Awarded', 'Closed', 'InProgress', 'None', 'NotAwarded', 'Pending'],
  LineDetailTypeEnum: [
    'PaymentLineDetail', 'DiscountLineDetail', 'TaxLineDetail', 'SalesItemLineDetail', 'ItemBasedExpenseLineDetail',
    'AccountBasedExpenseLineDetail', 'DepositLineDetail', 'PurchaseOrderItemLineDetail', 'ItemReceiptLineDetail',
    'JournalEntryLineDetail', 'GroupLineDetail', 'DescriptionOnly', 'SubTotalLineDetail', 'SalesOrderItemLineDetail', 'TDSLineDetail',
    'ReimburseLineDetail', 'ItemAdjustmentLineDetail',
  ],
  MonthEnum: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  PaySalesTaxEnum: ['Annually', 'Monthly', 'Quarterly'],
  PaymentTypeEnum: ['Cash', 'Check', 'CreditCard', 'Expense', 'Other'],
  PostingTypeEnum: ['Credit', 'Debit'],
  PrintStatusEnum: ['NotSet', 'NeedToPrint', 'PrintComplete'],
  ReportBasisEnum: ['Accrual', 'Cash'],
  SpecialItemTypeEnum: ['FinanceCharge', 'ReimbursableExpenseGroup', 'ReimbursableExpenseSubtotal'],
  SubscriptionPaymentsSettingEnum: ['SALE_TERM'],
  TaxApplicableOnEnum: ['Purchase', 'Sales'],
  TaxReviewStatusEnum: ['NON_AST_TAX', 'AST_TAX_OVERRIDE'],
  TxnSubTypeEnum: [
    'InvoiceTax', 'InvoiceRetail', 'JournalTaxAdjustment', 'ProjectCostEstimate', 'EmployeeReimbursableExpense',
    'EmployeeReimbursableExpensePayment', 'RetainageRelease',
  ],
  TxnTypeEnum: [
    'APCreditCard', 'ARRefundCreditCard', 'Bill', 'BillPaymentCheck', 'BuildAssembly', 'CarryOver', 'CashPurchase', 'Charge', 'Check',
    'CreditCardPayment', 'CreditMemo', 'Deposit', 'EFPLiabilityCheck', 'EFTBillPayment', 'EFTRefund', 'Estimate', 'InventoryAdjustment',
    'InventoryTransfer', 'Invoice', 'ItemReceipt', 'JournalEntry', 'LiabilityAdjustment', 'Paycheck', 'PayrollLiabilityCheck',
    'PurchaseOrder', 'PriorPayment', 'ReceivePayment', 'RefundCheck', 'ReimburseCharge', 'SalesOrder', 'SalesReceipt',
    'SalesTaxPaymentCheck', 'Transfer', 'TimeActivity', 'VendorCredit', 'VendorPrepayment', 'YTDAdjustment',
  ],
  UOMFeatureTypeEnum: ['Disabled', 'SinglePerItem', 'MultiplePerItem'],
  WeekEnum: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}
