import { IconSettings, IconTruckDelivery } from '@tabler/icons-react'
import type { DetailPage, Screen } from './screen.ts'
import { SettingsScreen } from './settings/settings-screen.tsx'
import { SuppliersScreen } from './suppliers/suppliers-screen.tsx'

/** Every screen there is; what is not in this list is offered nowhere. */
export const screens: readonly Screen[] = [
  {
    path: '/suppliers',
    label: 'Suppliers',
    icon: IconTruckDelivery,
    group: 'Receiving',
    keywords: ['vendors', 'purchasing', 'buy from'],
    component: SuppliersScreen,
  },
  {
    path: '/settings',
    label: 'Settings',
    icon: IconSettings,
    group: null,
    keywords: ['preferences', 'appearance', 'theme', 'backups', 'version', 'ledger file'],
    component: SettingsScreen,
  },
]

/** Every page behind those screens. */
export const detailPages: readonly DetailPage[] = []
