import type { DraftOf } from '../../../src/shared/contract/registry.ts'
import type { Samples } from './shape.ts'

const token = '00000000-0000-4000-8000-000000000001'
const decided: DraftOf<'host', 'file.preview'>['decided'] = { kind: 'products', columns: ['sku', null], decimal: '.', dateOrder: 'mdy', defaults: {}, fixes: [], leftOut: [], leaveOutRejected: false }
const readAs = { encoding: null, separator: null, sheet: null, headerRow: null, decimal: null, dateOrder: null }

/** Everything that is asked of the PC. */
export const hostSamples: Samples<'host'> = {
  'app.status': { valid: [{}], invalid: [[{ x: 1 }, 'x']] },
  'app.quit': { valid: [{}], invalid: [[1, '']] },
  'app.open_folder': { valid: [{ folder: 'logs' }], invalid: [[{ folder: '/etc' }, 'folder']] },
  'preferences.get': { valid: [{}], invalid: [[[], '']] },
  'preferences.set': { valid: [{}, { theme: 'dark' }, { views: [{ place: 'company', list: '/sales', name: 'Short', search: { filter: 'short' } }] }], invalid: [[{ views: [{ place: 'company', list: '/sales', name: '', search: {} }] }, 'views.0.name'], [{ theme: 'pink' }, 'theme'], [{ railCollapsed: 'yes' }, 'railCollapsed']] },
  'log.window_error': { valid: [{ message: 'm', stack: '' }], invalid: [[{ message: 'm' }, 'stack'], [{ message: 'x'.repeat(4001), stack: '' }, 'message']] },
  'connection.status': { valid: [{}], invalid: [[{ now: true }, 'now']] },
  'connection.set_keys': {
    valid: [
      { service: 'sandbox', clientId: 'id', clientSecret: 'secret', redirectAddress: '' },
      { service: 'production', clientId: 'id', clientSecret: null, redirectAddress: 'https://connect.example.com/partsemble' },
    ],
    invalid: [
      [{ service: 'practice', clientId: 'id', clientSecret: 'secret', redirectAddress: '' }, 'service'],
      [{ service: 'sandbox', clientId: ' ', clientSecret: 'secret', redirectAddress: '' }, 'clientId'],
      [{ service: 'sandbox', clientId: 'id', clientSecret: '', redirectAddress: '' }, 'clientSecret'],
      [{ service: 'production', clientId: 'id', clientSecret: 'secret', redirectAddress: 'http://example.com' }, 'redirectAddress'],
    ],
  },
  'connection.begin_login': { valid: [{ service: 'practice' }], invalid: [[{ service: 'bank' }, 'service']] },
  'connection.paste_address': { valid: [{ text: 'http://localhost:8710/callback?code=1' }], invalid: [[{ text: ' ' }, 'text'], [{ text: 'x'.repeat(4001) }, 'text']] },
  'connection.cancel_login': { valid: [{}], invalid: [[{ why: '' }, 'why']] },
  'connection.disconnect': { valid: [{}], invalid: [[{ forget: true }, 'forget']] },
  'connection.show_page': {
    valid: [{ page: '/app/journal?txnId=12' }, { page: '/app/items' }],
    invalid: [[{ page: 'https://example.com' }, 'page'], [{ page: '/app/../practice/faults' }, 'page'], [{ page: '/app/journal?txnId=1&x=2' }, 'page']],
  },
  'connection.check_now': { valid: [{}], invalid: [[1, '']] },
  'sync.run': { valid: [{ kinds: ['accounts', 'vendors'] }], invalid: [[{ kinds: [] }, 'kinds'], [{ kinds: ['bills'] }, 'kinds.0']] },
  'sync.cancel': { valid: [{}], invalid: [[null, '']] },
  'operator.get': { valid: [{}], invalid: [[{ personId: 1 }, 'personId']] },
  'operator.set': { valid: [{ personId: null }], invalid: [[{ personId: 'Ann' }, 'personId'], [{}, 'personId']] },
  'practice.status': { valid: [{}], invalid: [[{ x: 1 }, 'x']] },
  'practice.open': { valid: [{}], invalid: [[{ seed: 1 }, 'seed']] },
  'practice.leave': { valid: [{}], invalid: [[{ keep: true }, 'keep']] },
  'list.save': {
    valid: [
      {
        title: 'Products',
        format: 'xlsx',
        columns: [{ header: 'SKU', path: ['sku'], as: 'text' }],
        from: { by: 'list', query: 'product.list', input: { search: '', kinds: [] }, rowsIn: 'products' },
      },
    ],
    invalid: [
      [{ title: ' ', format: 'csv', columns: [{ header: 'SKU', path: ['sku'], as: 'text' }], from: { by: 'rows', rows: [] } }, 'title'],
      [{ title: 'Lots', format: 'pdf', columns: [{ header: 'SKU', path: ['sku'], as: 'text' }], from: { by: 'rows', rows: [] } }, 'format'],
      [{ title: 'Lots', format: 'csv', columns: [], from: { by: 'rows', rows: [] } }, 'columns'],
      [{ title: 'Lots', format: 'csv', columns: [{ header: 'SKU', path: [], as: 'text' }], from: { by: 'rows', rows: [] } }, 'columns.0.path'],
    ],
  },
  'list.show_saved': { valid: [{}], invalid: [[{ file: '/etc/passwd' }, 'file']] },
  'typing.get': { valid: [{}], invalid: [[{ of: 'receipt 7' }, 'of']] },
  'typing.keep': {
    valid: [{ of: 'receipt new', text: '{}' }, { of: 'receipt new', text: null }, { of: 'receipt new', text: '{}', sentAs: token }],
    invalid: [[{ of: '', text: null }, 'of'], [{ of: 'receipt new' }, 'text'], [{ of: 'receipt new', text: 'x'.repeat(400_001) }, 'text'], [{ of: 'receipt new', text: null, sentAs: 'again' }, 'sentAs']],
  },
  'backup.now': { valid: [{}], invalid: [[null, '']] },
  'backup.list': { valid: [{}], invalid: [[null, '']] },
  'recovery.retry': { valid: [{}], invalid: [[{ force: true }, 'force']] },
  'books.check': { valid: [{}], invalid: [[{ deep: true }, 'deep']] },
  'books.cancel': { valid: [{}], invalid: [[{ now: true }, 'now']] },
  'recovery.restore': { valid: [{ file: 'ledger-20260131T120000Z-daily.db' }], invalid: [[{ file: '' }, 'file'], [{}, 'file']] },
  'file.begin': { valid: [{ fileName: 'parts.csv', bytes: 12 }], invalid: [[{ fileName: '', bytes: 12 }, 'fileName'], [{ fileName: 'a', bytes: -1 }, 'bytes']] },
  'file.add_piece': {
    valid: [{ token, at: 0, base64: 'c2t1' }],
    invalid: [[{ token, at: 0, base64: 'not base64!' }, 'base64'], [{ token, at: 0, base64: 'c2t1'.repeat(200_000) }, 'base64'], [{ token: '../x', at: 0, base64: 'c2t1' }, 'token']],
  },
  'file.read': { valid: [{ token, kind: null, as: readAs }], invalid: [[{ token, kind: null, as: { ...readAs, encoding: 'ebcdic' } }, 'as.encoding'], [{ token, kind: 'people', as: readAs }, 'kind']] },
  'file.status': { valid: [{}], invalid: [[{ token }, 'token']] },
  'file.cancel': { valid: [{ token }], invalid: [[{}, 'token']] },
  'file.preview': {
    valid: [{ token, decided, only: null, limit: 100, offset: 0 }],
    invalid: [[{ token, decided, only: 'wrong', limit: 100, offset: 0 }, 'only'], [{ token, decided: { ...decided, columns: ['price'] }, only: null, limit: 100, offset: 0 }, 'decided.columns.0'], [{ token, decided, only: null, limit: 501, offset: 0 }, 'limit']],
  },
  'file.commit': { valid: [{ token, commandId: token, decided }], invalid: [[{ token, commandId: 'again', decided }, 'commandId'], [{ token, commandId: token }, 'decided']] },
  'file.save_rejected': { valid: [{ token, decided, format: 'csv' }], invalid: [[{ token, decided, format: 'pdf' }, 'format']] },
  'file.save_template': { valid: [{ kind: 'boms', format: 'xlsx' }], invalid: [[{ kind: 'boms', format: 'ods' }, 'format']] },
}
