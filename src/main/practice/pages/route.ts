import type { PageAnswer, PageControls, PageRequest } from '../company-parts.ts'
import type { World } from '../entity.ts'
import { changeDocument, documentPage } from './document.ts'
import { isDocumentType, isEntered } from './document-types.ts'
import { changeFaults, faultsPage } from './faults.ts'
import { homePage } from './home.ts'
import { accountPage, accountsPage, documentsPage, itemPage, itemsPage, namesPage } from './lists.ts'
import { saleForm, saveSale } from './sale-form.ts'

/** The page at an address of the company's web site; `null` where there is none. */
export function pageAt(request: PageRequest, world: World, controls: PageControls): PageAnswer | null {
  const [place = '', first, second, third] = request.path.split('/').slice(1)
  if (place === 'faults') return request.method === 'POST' ? changeFaults(first, request, world, controls) : faultsPage(world, controls)
  if (request.method === 'POST') return posted(place, first, second, third, request, world)
  switch (place) {
    case '':
      return homePage(world)
    case 'items':
      return first === undefined ? itemsPage(request, world) : itemPage(first, world)
    case 'accounts':
      return first === undefined ? accountsPage(world) : accountPage(first, request, world)
    case 'documents':
      if (first === undefined) return documentsPage(request, world)
      return isDocumentType(first) && second !== undefined ? documentPage(first, second, world) : null
    case 'sales':
      return salePage(first, second, request, world)
    case 'customers':
      return namesPage('Customer', request, world)
    case 'vendors':
      return namesPage('Vendor', request, world)
    case 'app':
      return likeQuickBooks(first, request.query)
    default:
      return null
  }
}

function salePage(first: string | undefined, second: string | undefined, { query }: PageRequest, world: World): PageAnswer | null {
  const type = first === 'new' ? (query.get('type') ?? 'Invoice') : (first ?? '')
  return isEntered(type) ? saleForm(type, first === 'new' ? null : (second ?? ''), world) : null
}

function posted(place: string, first: string | undefined, second: string | undefined, third: string | undefined, request: PageRequest, world: World): PageAnswer | null {
  if (place === 'sales' && first !== undefined && isEntered(first)) return saveSale(first, second ?? null, request, world)
  if (place !== 'documents' || first === undefined || second === undefined || !isDocumentType(first)) return null
  return third === 'delete' || (third === 'void' && isEntered(first)) ? changeDocument(first, second, third, request, world) : null
}

/** QuickBooks' own addresses of pages, so that a link into it leads somewhere here too. */
const quickBooksPages: Readonly<Record<string, string>> = {
  invoice: 'Invoice',
  salesreceipt: 'SalesReceipt',
  creditmemo: 'CreditMemo',
  refundreceipt: 'RefundReceipt',
  bill: 'Bill',
  expense: 'Purchase',
  journal: 'JournalEntry',
  inventoryqtyadjustment: 'InventoryAdjustment',
}

function likeQuickBooks(page: string | undefined, query: URLSearchParams): PageAnswer {
  const id = query.get('txnId') ?? query.get('itemId') ?? ''
  if (!/^\d+$/.test(id)) return { seeOther: page === 'items' || page === 'item' ? '/items' : '/' }
  if (page === 'item') return { seeOther: `/items/${id}` }
  const type = quickBooksPages[page ?? '']
  return { seeOther: type === undefined ? '/' : `/documents/${type}/${id}` }
}
