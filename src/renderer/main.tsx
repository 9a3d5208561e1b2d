import './api/zod-config.ts'
import '@fontsource-variable/inter/index.css'
import '@mantine/core/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './theme/tokens.css'
import './theme/base.css'
import './theme/mantine.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { bridge } from './api/bridge.ts'
import { askAgain } from './api/query-client.ts'
import { App } from './app.tsx'
import { loadTyping } from './state/kept-typing.ts'
import { arrive } from './state/practice.ts'
import { logUncaughtErrors, logWindowError } from './state/window-errors.ts'
import { loadPreferences } from './state/window-state.ts'

logUncaughtErrors()

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
setNonce(nonce)

bridge.onChanged((topics) => void askAgain(topics))

// Theme and mode are known before anything is drawn, so that nothing flashes.
await Promise.all([loadPreferences(), loadTyping()])
arrive()

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
createRoot(place, { onUncaughtError: (thrown) => logWindowError(thrown, 'window stopped') }).render(<App nonce={nonce} />)
