import { Menu, TextInput } from '@mantine/core'
import { IconBookmark, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { SavedView } from '../../shared/contract/app.ts'
import { useSavedViews, type SavedViews } from '../state/saved-views.ts'
import { ActionMenu } from './action-menu.tsx'
import { FormActions } from './form-actions.tsx'
import { SidePanel, SidePanelForm } from './side-panel.tsx'

type Naming = { readonly what: 'new' } | { readonly what: 'rename'; readonly view: SavedView }

/** Lists as somebody narrowed and sorted them, by name: opened, saved, renamed and deleted. */
export function SavedViewsMenu({ list }: { readonly list: string }) {
  const views = useSavedViews(list)
  const [naming, setNaming] = useState<Naming | null>(null)
  if (views === null) return null
  const { shown } = views
  return (
    <>
      <ActionMenu
        position="bottom-end"
        label={shown?.name ?? 'Views'}
        button={{
          leftSection: <IconBookmark size="1.1em" stroke={1.75} aria-hidden />,
          'aria-label': shown === undefined ? 'Views' : `Views, ${shown.name} is shown`,
        }}
      >
        {views.views.length === 0 && !views.narrowed && <Menu.Label>Narrow or sort the list, then save it here as a view.</Menu.Label>}
        {views.views.map((view) => (
          <Menu.Item key={view.name} leftSection={view === shown ? <IconCheck size="1em" aria-label="Shown" /> : <span />} onClick={() => views.open(view)}>
            {view.name}
          </Menu.Item>
        ))}
        {views.views.length > 0 && <Menu.Divider />}
        <Menu.Item disabled={!views.narrowed || shown !== undefined} onClick={() => setNaming({ what: 'new' })}>
          Save this view…
        </Menu.Item>
        {shown !== undefined && <Menu.Item onClick={() => setNaming({ what: 'rename', view: shown })}>Rename {shown.name}…</Menu.Item>}
        {shown !== undefined && <Menu.Item onClick={() => views.remove(shown)}>Delete {shown.name}</Menu.Item>}
      </ActionMenu>
      <SidePanel opened={naming !== null} title={naming?.what === 'rename' ? 'Rename view' : 'Save view'} holdsForm onClose={() => setNaming(null)}>
        {naming !== null && <NameForm views={views} naming={naming} onDone={() => setNaming(null)} />}
      </SidePanel>
    </>
  )
}

interface NameFormProps {
  readonly views: SavedViews
  readonly naming: Naming
  readonly onDone: () => void
}

function NameForm({ views, naming, onDone }: NameFormProps) {
  const [name, setName] = useState(naming.what === 'rename' ? naming.view.name : '')
  const [error, setError] = useState<string | null>(null)
  const replaces = naming.what === 'new' && views.views.some((view) => view.name === name.trim())

  function submit() {
    const typed = name.trim()
    if (typed === '') return setError('Write a name for it, such as “Short this month”.')
    if (naming.what === 'new') views.save(typed)
    else if (!views.rename(naming.view, typed)) return setError('Another view has this name. Choose another.')
    onDone()
  }

  return (
    <SidePanelForm onSubmit={submit} footer={<FormActions label={naming.what === 'rename' ? 'Rename view' : 'Save view'} pending={false} onCancel={onDone} />}>
      <TextInput
        label="Name"
        description={replaces ? 'A view has this name already: it is replaced by the list as it is now.' : 'This PC keeps how the list is narrowed and sorted under this name.'}
        required
        data-autofocus
        autoComplete="off"
        maxLength={60}
        value={name}
        error={error}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setName(event.currentTarget.value)
          setError(null)
        }}
      />
    </SidePanelForm>
  )
}
