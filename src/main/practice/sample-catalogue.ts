import type { ProductKind } from '../../shared/contract/product.ts'

/**
 * What the sample shop makes, buys and sells: a metal fabricator. The practice company has the same items, vendors and
 * customers in its books. Plain data; figures are decimal text, money in US dollars, and a cost or price is for one of the
 * product's own unit.
 */
export interface SampleSupplier {
  readonly code: string
  readonly name: string
  readonly contact: string
  readonly email: string
  readonly phone: string
}

const supplier = (code: string, name: string, contact: string, mailbox: string, phone: string): SampleSupplier => ({
  code,
  name,
  contact,
  email: `${mailbox}.example`,
  phone,
})

export const sampleSuppliers: readonly SampleSupplier[] = [
  supplier('NSS', 'Northline Steel Supply', 'Inside sales', 'orders@northline-steel', '555-0110'),
  supplier('HTB', 'Harbor Tube & Bar', 'Order desk', 'desk@harbor-tube', '555-0121'),
  supplier('KSF', 'Keystone Fasteners', 'Counter', 'counter@keystone-fasteners', '555-0132'),
  supplier('SWS', 'Summit Welding Supply', 'Gas and wire', 'orders@summit-welding', '555-0143'),
  supplier('PPC', 'Prairie Powder Coatings', 'Color desk', 'color@prairie-powder', '555-0154'),
  supplier('LSP', 'Lakeside Packaging', 'Inside sales', 'sales@lakeside-packaging', '555-0165'),
  supplier('CHL', 'Cascade Hinge & Latch', 'Order desk', 'orders@cascade-hinge', '555-0176'),
  supplier('BGS', 'Bluewater Gaskets & Seals', 'Customer service', 'service@bluewater-gaskets', '555-0187'),
  supplier('CES', 'Copperfield Electrical Supply', 'Counter', 'counter@copperfield-electrical', '555-0198'),
  supplier('RWP', 'Redwood Industrial Plastics', 'Cut-to-size desk', 'cuts@redwood-plastics', '555-0109'),
  supplier('ILP', 'Ironwood Label & Print', 'Artwork', 'art@ironwood-label', '555-0118'),
  supplier('CMH', 'Canyon Material Handling', 'Casters', 'casters@canyon-handling', '555-0127'),
]

export interface SampleProduct {
  readonly sku: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string
  /** What it is bought by, and how much of its own unit is in one of that; `null` when it is bought by its own unit. */
  readonly purchase: { readonly unit: string; readonly factor: string } | null
  /** What it usually costs to buy; of what is made here, about what making it costs. */
  readonly unitCost: string
  /** What a finished good is sold for; `null` for everything else. */
  readonly price: string | null
  readonly reorderPoint: string | null
  /** Code of the supplier it is bought from; `null` for what is made here. */
  readonly supplier: string | null
  readonly barcodes: readonly string[]
  /** What kind of item it is in the accounting system. One is not counted there, so that what is made of it cannot be sent as it is. */
  readonly accounting: 'inventory' | 'non_inventory'
}

type Bought = Partial<Pick<SampleProduct, 'unit' | 'purchase' | 'barcodes' | 'accounting' | 'reorderPoint'>>

const plain = { price: null, supplier: null, purchase: null, reorderPoint: null, barcodes: [], accounting: 'inventory' } as const

const raw = (sku: string, name: string, unit: string, unitCost: string, supplier: string, more: Bought): SampleProduct => ({
  ...plain,
  sku,
  name,
  kind: 'raw_material',
  unit,
  unitCost,
  supplier,
  ...more,
})
/** Everything that is bought and not cut is counted by the piece, but for rail. */
const part = (sku: string, name: string, unitCost: string, supplier: string, more: Bought): SampleProduct => ({
  ...plain,
  sku,
  name,
  kind: 'component',
  unit: 'ea',
  unitCost,
  supplier,
  ...more,
})

const made = (sku: string, name: string, unitCost: string, more: Partial<SampleProduct>): SampleProduct => ({
  ...plain,
  sku,
  name,
  kind: 'sub_assembly',
  unit: 'ea',
  unitCost,
  ...more,
})
const sub = (sku: string, name: string, unitCost: string): SampleProduct => made(sku, name, unitCost, {})
const sold = (sku: string, name: string, unitCost: string, price: string, barcode: string): SampleProduct =>
  made(sku, name, unitCost, { kind: 'finished_good', price, barcodes: [barcode] })

const by = (unit: string, factor: string) => ({ unit, factor })
const hardware = (unit: string, factor: string, barcode: string): Bought => ({
  purchase: by(unit, factor),
  reorderPoint: '1000',
  barcodes: [barcode],
})

/** Steel and plastic are bought by the sheet or length and used by the inch of it. */
const rawMaterials: readonly SampleProduct[] = [
  raw('SHT-CR18', 'Cold rolled sheet 18 ga, 48 in wide', 'in', '0.86', 'NSS', { purchase: by('sheet', '96'), reorderPoint: '960' }),
  raw('SHT-CR14', 'Cold rolled sheet 14 ga, 48 in wide', 'in', '1.38', 'NSS', { purchase: by('sheet', '96'), reorderPoint: '960' }),
  raw('SHT-GV16', 'Galvanized sheet 16 ga, 48 in wide', 'in', '1.24', 'NSS', { purchase: by('sheet', '96'), reorderPoint: '576' }),
  raw('PLT-HR25', 'Hot rolled plate 1/4 in, 48 in wide', 'in', '4.05', 'NSS', { purchase: by('plate', '96'), reorderPoint: '288' }),
  raw('BAR-FL15', 'Flat bar 3/16 × 1-1/2 in', 'in', '0.0975', 'HTB', { purchase: by('bar', '240'), reorderPoint: '2400' }),
  raw('BAR-AN15', 'Angle 1-1/2 × 1/8 in', 'in', '0.1325', 'HTB', { purchase: by('bar', '240'), reorderPoint: '2400' }),
  raw('TUB-SQ15', 'Square tube 1-1/2 in, 14 ga', 'in', '0.1840', 'HTB', { purchase: by('length', '288'), reorderPoint: '2880' }),
  raw('TUB-RD10', 'Round tube 1 in, 16 ga', 'in', '0.1190', 'HTB', { purchase: by('length', '240'), reorderPoint: '1200' }),
  raw('WIR-035', 'Weld wire ER70S-6, .035 in', 'lb', '2.64', 'SWS', { purchase: by('spool', '33'), reorderPoint: '66' }),
  raw('GAS-7525', 'Shielding gas 75/25', 'cu ft', '0.31', 'SWS', { purchase: by('cylinder', '125'), reorderPoint: '250' }),
  raw('PWD-BLK', 'Powder coat, textured black', 'lb', '5.85', 'PPC', { purchase: by('box', '50'), reorderPoint: '100' }),
  raw('PWD-GRY', 'Powder coat, ANSI 61 gray', 'lb', '5.40', 'PPC', { purchase: by('box', '50'), reorderPoint: '100' }),
  raw('PWD-RED', 'Powder coat, safety red', 'lb', '6.90', 'PPC', { purchase: by('box', '25'), reorderPoint: '25' }),
  raw('PLC-250', 'Polycarbonate 1/4 in clear, 48 in wide', 'in', '2.28', 'RWP', { purchase: by('sheet', '96'), reorderPoint: '96', accounting: 'non_inventory' }),
  raw('GSK-50', 'Foam gasket 1/2 in, adhesive back', 'ft', '0.42', 'BGS', { purchase: by('roll', '50'), reorderPoint: '300' }),
]

const parts: readonly SampleProduct[] = [
  part('BLT-25-75', 'Hex bolt 1/4-20 × 3/4, zinc', '0.085', 'KSF', hardware('box', '100', '850011200015')),
  part('BLT-38-100', 'Hex bolt 3/8-16 × 1, zinc', '0.1925', 'KSF', hardware('box', '100', '850011200022')),
  part('NUT-25', 'Hex nut 1/4-20, zinc', '0.0325', 'KSF', hardware('box', '100', '850011200039')),
  part('NUT-38', 'Hex nut 3/8-16, zinc', '0.0675', 'KSF', hardware('box', '100', '850011200046')),
  part('WSH-25', 'Flat washer 1/4', '0.0175', 'KSF', hardware('box', '200', '850011200053')),
  part('WSH-38', 'Flat washer 3/8', '0.0310', 'KSF', hardware('box', '200', '850011200060')),
  part('CLN-25', 'Clinch nut 1/4-20', '0.115', 'KSF', { purchase: by('bag', '500'), reorderPoint: '1000' }),
  part('STD-1032', 'Weld stud 10-32 × 1/2', '0.072', 'KSF', { purchase: by('bag', '500'), reorderPoint: '1000' }),
  part('CGN-1032', 'Cage nut 10-32', '0.21', 'KSF', { purchase: by('bag', '50'), reorderPoint: '400' }),
  part('SCR-1032', 'Rack screw 10-32 × 3/4', '0.09', 'KSF', { purchase: by('bag', '50'), reorderPoint: '400' }),
  part('HNG-25', 'Lift-off hinge 2-1/2 in', '3.42', 'CHL', { purchase: by('box', '20'), reorderPoint: '80', barcodes: ['850011200077'] }),
  part('LCH-QT', 'Quarter-turn latch', '6.18', 'CHL', { purchase: by('box', '10'), reorderPoint: '60', barcodes: ['850011200084'] }),
  part('LCK-KEY', 'Key lock insert', '4.75', 'CHL', { reorderPoint: '20' }),
  part('FOT-LVL', 'Leveling foot 3/8-16', '2.28', 'CMH', { reorderPoint: '80' }),
  part('CST-4SW', 'Caster 4 in, swivel with brake', '11.35', 'CMH', { purchase: by('set', '4'), reorderPoint: '24' }),
  part('CBG-PG21', 'Cable gland PG21', '1.18', 'CES', { reorderPoint: '100', barcodes: ['850011200091'] }),
  part('FAN-120', 'Fan 120 mm, 115 V', '18.60', 'CES', { reorderPoint: '12' }),
  part('FLT-120', 'Fan filter 120 mm', '3.05', 'CES', { reorderPoint: '12' }),
  part('DIN-35', 'DIN rail 35 mm', '0.0925', 'CES', { unit: 'in', purchase: by('length', '78'), reorderPoint: '390' }),
  part('LBL-RATE', 'Rating plate, printed', '0.38', 'ILP', { purchase: by('roll', '250'), reorderPoint: '250' }),
  part('CTN-S', 'Carton 14 × 12 × 6', '1.12', 'LSP', { purchase: by('bundle', '25'), reorderPoint: '50' }),
  part('CTN-M', 'Carton 24 × 18 × 12', '2.46', 'LSP', { purchase: by('bundle', '25'), reorderPoint: '50' }),
  part('CTN-L', 'Carton 30 × 24 × 16, double wall', '4.95', 'LSP', { purchase: by('bundle', '10'), reorderPoint: '30' }),
  part('PLT-48', 'Pallet 48 × 40', '13.75', 'LSP', { reorderPoint: '10' }),
  part('CRN-EPE', 'Foam corner', '0.22', 'LSP', { purchase: by('bag', '200'), reorderPoint: '400' }),
]

const subAssemblies: readonly SampleProduct[] = [
  sub('GUS-03', 'Gusset plate 3 in', '1.49'),
  sub('TAB-02', 'Mounting tab', '0.80'),
  sub('UPR-24U', 'Rack upright 24U, punched', '18.89'),
  sub('UPR-12U', 'Rack upright 12U, punched', '12.00'),
  sub('XMB-19', 'Cross member 19 in', '6.06'),
  sub('FRM-24U', 'Rack frame 24U, welded', '164.81'),
  sub('FRM-12U', 'Rack frame 12U, welded', '130.33'),
  sub('DRP-1612', 'Door panel 16 × 12', '13.81'),
  sub('DOR-1612', 'Door 16 × 12 with latch and gasket', '39.96'),
  sub('BDY-1612', 'Enclosure body 16 × 12 × 8, welded', '53.41'),
  sub('DRP-2420', 'Door panel 24 × 20', '23.64'),
  sub('DOR-2420', 'Door 24 × 20 with latches and gasket', '66.87'),
  sub('BDY-2420', 'Enclosure body 24 × 20 × 10, welded', '84.75'),
  sub('BKP-1612', 'Back panel 16 × 12, galvanized', '10.50'),
  sub('BKP-2420', 'Back panel 24 × 20, galvanized', '18.74'),
]

const finishedGoods: readonly SampleProduct[] = [
  sold('ENC-1612-GRY', 'Wall enclosure 16 × 12 × 8, gray', '131.19', '239.00', '850011300012'),
  sold('ENC-1612-BLK', 'Wall enclosure 16 × 12 × 8, black', '131.44', '249.00', '850011300029'),
  sold('ENC-2420-GRY', 'Wall enclosure 24 × 20 × 10, gray', '210.85', '389.00', '850011300036'),
  sold('ENC-2420-FAN', 'Wall enclosure 24 × 20 × 10, gray, vented', '241.17', '479.00', '850011300043'),
  sold('RCK-24U', 'Open rack 24U, black', '216.60', '449.00', '850011300050'),
  sold('RCK-12U', 'Open rack 12U with casters, black', '218.06', '415.00', '850011300067'),
  sold('SHF-19', 'Rack shelf 19 in, vented', '25.83', '59.00', '850011300074'),
  sold('BKT-90', 'Angle bracket 90°, heavy duty', '4.96', '13.50', '850011300081'),
  sold('BKT-SHF', 'Shelf bracket 12 in', '3.87', '10.90', '850011300098'),
  sold('GRD-3', 'Machine guard panel 3 ft, red', '80.01', '168.00', '850011300104'),
  sold('CRT-2', 'Shop cart, two shelves', '144.33', '298.00', '850011300111'),
]

/** Every product, those it is made of before those that are made of them. */
export const sampleProducts: readonly SampleProduct[] = [...rawMaterials, ...parts, ...subAssemblies, ...finishedGoods]

export interface SampleCustomer {
  readonly name: string
  readonly email: string
}

const customer = (name: string, mailbox: string): SampleCustomer => ({ name, email: `${mailbox}.example` })

export const sampleCustomers: readonly SampleCustomer[] = [
  customer('Alder Creek Controls', 'purchasing@aldercreek-controls'),
  customer('Beacon Water District', 'stores@beacon-water'),
  customer('Clearfork Data Centers', 'ap@clearfork-data'),
  customer('Dry Gulch Mining Supply', 'orders@drygulch-supply'),
  customer('Eastgate Electric', 'purchasing@eastgate-electric'),
  customer('Fairmont School District', 'warehouse@fairmont-schools'),
  customer('Granite Peak Broadcasting', 'engineering@granitepeak'),
  customer('Highline Automation', 'buying@highline-automation'),
  customer('Juniper Valley Dairy', 'maintenance@junipervalley'),
  customer('Lone Pine Networks', 'ap@lonepine-networks'),
  customer('Mesa Brewing Equipment', 'parts@mesa-brewing'),
  customer('Walk-in sales', 'counter@ridgeline'),
]

/** What is sold and is no goods. */
export const sampleServices = [
  { sku: 'SVC-DSN', name: 'Design hour', price: '85.00' },
  { sku: 'SVC-CUT', name: 'Custom cut-out', price: '18.00' },
  { sku: 'SVC-INS', name: 'On-site installation', price: '240.00' },
] as const

/** Sold together under one name: a rack with four shelves. */
export const sampleBundle = {
  sku: 'KIT-RACK',
  name: 'Rack kit: 24U rack with four shelves',
  items: [
    { sku: 'RCK-24U', quantity: '1' },
    { sku: 'SHF-19', quantity: '4' },
  ],
} as const
