/** How the sample shop makes what it makes. Figures are decimal text, as in the catalogue. */

/** A cost per unit built: an amount, or hours at a rate. */
export type SampleCostLine =
  | { readonly kind: 'labor' | 'overhead' | 'other'; readonly name: string; readonly rate: string; readonly hours: string }
  | { readonly kind: 'labor' | 'overhead' | 'other'; readonly name: string; readonly amount: string }

export interface SampleBom {
  readonly sku: string
  readonly components: readonly { readonly sku: string; readonly quantity: string; readonly optional: boolean }[]
  readonly costLines: readonly SampleCostLine[]
  /** When it is to be built, and up to which level. */
  readonly level: { readonly buildPoint: string; readonly targetLevel: string } | null
}

type Amounts = Readonly<Record<string, string>>

/** A recipe: how much of what goes into one, what may be left out, what making it costs, and when it is to be built. */
const recipe = (
  sku: string,
  required: Amounts,
  costLines: readonly SampleCostLine[],
  level: SampleBom['level'],
  optional: Amounts = {},
): SampleBom => ({
  sku,
  components: [
    ...Object.entries(required).map(([sku, quantity]) => ({ sku, quantity, optional: false })),
    ...Object.entries(optional).map(([sku, quantity]) => ({ sku, quantity, optional: true })),
  ],
  costLines,
  level,
})

const welding = (hours: string): SampleCostLine => ({ kind: 'labor', name: 'Welding', rate: '46.00', hours })
const forming = (hours: string): SampleCostLine => ({ kind: 'labor', name: 'Cutting and forming', rate: '38.00', hours })
const assembly = (hours: string): SampleCostLine => ({ kind: 'labor', name: 'Assembly', rate: '32.00', hours })
const oven = (amount: string): SampleCostLine => ({ kind: 'overhead', name: 'Powder booth and oven', amount })
const laser = (amount: string): SampleCostLine => ({ kind: 'overhead', name: 'Laser time', amount })
const inspection = (amount: string): SampleCostLine => ({ kind: 'other', name: 'Inspection', amount })
const level = (buildPoint: string, targetLevel: string) => ({ buildPoint, targetLevel })

/** The screws a customer may want with a rack. */
const rackExtras: Amounts = { 'CGN-1032': '20', 'SCR-1032': '20' }
const rackFrame = (upright: string): Amounts => ({ [upright]: '4', 'XMB-19': '6', 'GUS-03': '8', 'WIR-035': '0.45', 'GAS-7525': '9' })
const smallEnclosure = (powder: string): Amounts => ({
  'BDY-1612': '1',
  'DOR-1612': '1',
  'BKP-1612': '1',
  [powder]: '0.55',
  'BLT-25-75': '8',
  'WSH-25': '8',
  'LBL-RATE': '1',
  'CTN-M': '1',
  'CRN-EPE': '4',
})
const largeEnclosure = (bolts: string): Amounts => ({
  'BDY-2420': '1',
  'DOR-2420': '1',
  'BKP-2420': '1',
  'PWD-GRY': '0.95',
  'DIN-35': '20',
  'BLT-25-75': bolts,
  'WSH-25': bolts,
  'LBL-RATE': '1',
  'CTN-L': '1',
  'CRN-EPE': '8',
})

const partsOfRacks: readonly SampleBom[] = [
  recipe('GUS-03', { 'PLT-HR25': '0.1875' }, [forming('0.01'), laser('0.35')], level('60', '240')),
  recipe('TAB-02', { 'SHT-CR14': '0.25' }, [forming('0.008'), laser('0.15')], level('60', '200')),
  recipe('UPR-24U', { 'TUB-SQ15': '46.5', 'GUS-03': '2', 'TAB-02': '2' }, [forming('0.12'), laser('1.20')], level('8', '32')),
  recipe('UPR-12U', { 'TUB-SQ15': '25.5', 'GUS-03': '1', 'TAB-02': '2' }, [forming('0.09'), laser('0.80')], level('8', '24')),
  recipe('XMB-19', { 'TUB-SQ15': '18.25', 'TAB-02': '1' }, [forming('0.05')], level('24', '72')),
  recipe('FRM-24U', rackFrame('UPR-24U'), [welding('0.75'), laser('2.50')], level('2', '6')),
  recipe('FRM-12U', rackFrame('UPR-12U'), [welding('0.6'), laser('2.50')], level('2', '6')),
]

const partsOfEnclosures: readonly SampleBom[] = [
  recipe('DRP-1612', { 'SHT-CR14': '6.25', 'STD-1032': '4' }, [forming('0.1'), laser('1.10')], null),
  recipe('DOR-1612', { 'DRP-1612': '1', 'LCH-QT': '1', 'HNG-25': '2', 'GSK-50': '4.7' }, [assembly('0.2')], level('4', '16'), {
    'LCK-KEY': '1',
  }),
  recipe(
    'BDY-1612',
    { 'SHT-CR14': '19.5', 'TAB-02': '4', 'CLN-25': '6', 'WIR-035': '0.18', 'GAS-7525': '4' },
    [forming('0.2'), welding('0.25'), laser('1.80')],
    level('4', '16'),
  ),
  recipe('DRP-2420', { 'SHT-CR14': '12.5', 'STD-1032': '6' }, [forming('0.12'), laser('1.40')], null),
  recipe('DOR-2420', { 'DRP-2420': '1', 'LCH-QT': '2', 'HNG-25': '3', 'GSK-50': '7.4' }, [assembly('0.25')], level('3', '10'), {
    'LCK-KEY': '2',
  }),
  recipe(
    'BDY-2420',
    { 'SHT-CR14': '36', 'TAB-02': '4', 'CLN-25': '8', 'WIR-035': '0.28', 'GAS-7525': '6.5' },
    [forming('0.25'), welding('0.35'), laser('2.60')],
    level('3', '10'),
  ),
  recipe('BKP-1612', { 'SHT-GV16': '5.25' }, [forming('0.08'), laser('0.95')], null),
  recipe('BKP-2420', { 'SHT-GV16': '11' }, [forming('0.1'), laser('1.30')], null),
]

const whatIsSold: readonly SampleBom[] = [
  recipe('ENC-1612-GRY', smallEnclosure('PWD-GRY'), [assembly('0.4'), oven('3.40'), inspection('1.25')], level('6', '18'), { 'CBG-PG21': '2' }),
  recipe('ENC-1612-BLK', smallEnclosure('PWD-BLK'), [assembly('0.4'), oven('3.40'), inspection('1.25')], level('4', '12'), { 'CBG-PG21': '2' }),
  recipe('ENC-2420-GRY', largeEnclosure('10'), [assembly('0.5'), oven('4.60'), inspection('1.25')], level('4', '12'), { 'CBG-PG21': '3' }),
  recipe(
    'ENC-2420-FAN',
    { ...largeEnclosure('14'), 'FAN-120': '1', 'FLT-120': '2' },
    [assembly('0.75'), oven('4.60'), inspection('2.00')],
    level('2', '6'),
  ),
  recipe(
    'RCK-24U',
    { 'FRM-24U': '1', 'PWD-BLK': '1.4', 'FOT-LVL': '4', 'BLT-38-100': '8', 'NUT-38': '8', 'WSH-38': '16', 'LBL-RATE': '1', 'PLT-48': '0.5' },
    [assembly('0.35'), oven('6.20'), inspection('1.25')],
    level('3', '8'),
    rackExtras,
  ),
  recipe(
    'RCK-12U',
    { 'FRM-12U': '1', 'PWD-BLK': '0.9', 'CST-4SW': '4', 'BLT-38-100': '16', 'NUT-38': '16', 'WSH-38': '16', 'LBL-RATE': '1', 'PLT-48': '0.5' },
    [assembly('0.4'), oven('5.10'), inspection('1.25')],
    level('2', '6'),
    rackExtras,
  ),
  recipe('SHF-19', { 'SHT-CR18': '15', 'TAB-02': '2', 'PWD-BLK': '0.3', 'CTN-S': '1' }, [forming('0.12'), laser('1.50'), oven('1.20')], level('10', '40'), {
    'CGN-1032': '4',
    'SCR-1032': '4',
  }),
  recipe('BKT-90', { 'PLT-HR25': '0.5', 'PWD-BLK': '0.08' }, [forming('0.04'), laser('0.60'), oven('0.35')], level('40', '160')),
  recipe('BKT-SHF', { 'BAR-FL15': '20', 'PWD-BLK': '0.05' }, [forming('0.035'), oven('0.30')], level('40', '160')),
  recipe(
    'GRD-3',
    { 'TUB-RD10': '130', 'PLC-250': '18', 'BAR-FL15': '24', 'PWD-RED': '0.6', 'BLT-25-75': '8', 'NUT-25': '8', 'WSH-25': '16' },
    [welding('0.2'), assembly('0.15'), oven('1.80')],
    level('3', '10'),
  ),
  recipe(
    'CRT-2',
    { 'SHT-CR14': '28', 'BAR-AN15': '160', 'CST-4SW': '4', 'PWD-GRY': '0.9', 'BLT-38-100': '16', 'NUT-38': '16', 'WIR-035': '0.2', 'GAS-7525': '4' },
    [forming('0.3'), welding('0.3'), oven('3.10')],
    level('2', '6'),
  ),
]

/** Every recipe, those of what goes into others first; the longest chain is rack, frame, upright, gusset. */
export const sampleBoms: readonly SampleBom[] = [...partsOfRacks, ...partsOfEnclosures, ...whatIsSold]
