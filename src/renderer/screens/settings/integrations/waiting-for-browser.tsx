import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { AppError } from '../../../../shared/errors.ts'
import type { ConnectionStatus } from '../../../../shared/contract/connection.ts'
import { askConnection } from '../../../state/connection.ts'
import { copyText } from '../../../state/copy-text.ts'
import { useNowMs } from '../../../state/now.ts'
import { wordsOf } from '../../../text/errors.ts'
import { minutesLeftText } from '../../../text/integration-words.ts'
import classes from './integrations.module.css'

/** The login is in the browser: how long it is waited for, how to get there by hand, and how to come back by hand. */
export function WaitingForBrowser({ login: { authorizeUrl, endsAt } }: Pick<ConnectionStatus, 'login'>) {
  const nowMs = useNowMs()
  const [copied, setCopied] = useState(false)
  const [pasted, setPasted] = useState('')
  const [refusal, setRefusal] = useState<AppError | null>(null)

  async function paste(event: FormEvent) {
    event.preventDefault()
    if (pasted.trim() === '') return setRefusal({ code: 'connection.pasted_not_an_address', data: { field: 'address' } })
    const reply = await askConnection('connection.paste_address', { text: pasted }, 'beside')
    if (reply !== null && !reply.ok) setRefusal(reply.error)
  }

  return (
    <>
      <p role="status">
        <strong>Log in on the page that opened in your browser.</strong> {endsAt !== null && minutesLeftText(endsAt, nowMs)}
      </p>
      <div className={classes.actions}>
        {authorizeUrl !== null && (
          <Button variant="default" onClick={async () => setCopied(await copyText(authorizeUrl))}>
            {copied ? 'Address copied' : 'Copy the address of that page'}
          </Button>
        )}
        <Button variant="default" onClick={() => void askConnection('connection.cancel_login', {})}>
          Stop waiting
        </Button>
      </div>
      <form onSubmit={(event) => void paste(event)}>
        <div className={classes.fields}>
          <TextInput
            label="Paste the address you were sent to"
            description="Only where the browser says it cannot open the page after the login."
            w="min(520px, 100%)"
            autoComplete="off"
            spellCheck={false}
            value={pasted}
            error={refusal === null ? undefined : `${wordsOf(refusal, nowMs).what} ${wordsOf(refusal, nowMs).toDo}`}
            onChange={(event) => {
              setPasted(event.currentTarget.value)
              setRefusal(null)
            }}
          />
          <Button type="submit" variant="default" className={classes.beside}>
            Use this address
          </Button>
        </div>
      </form>
    </>
  )
}
