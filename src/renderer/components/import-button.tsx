import { useNavigate } from '@tanstack/react-router'
import type { ImportKind } from '../../shared/imports.ts'
import { GuardedButton } from './guarded-button.tsx'

interface ImportButtonProps {
  /** What the file is expected to hold. */
  readonly kind: ImportKind
  readonly children?: string
}

/** Leads to where a spreadsheet is brought in. */
export function ImportButton({ kind, children = 'Import…' }: ImportButtonProps) {
  const navigate = useNavigate()
  return (
    <GuardedButton command="file.import" variant="default" onClick={() => void navigate({ to: '/import', search: { filter: kind } as object })}>
      {children}
    </GuardedButton>
  )
}
