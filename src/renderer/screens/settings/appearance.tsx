import { SegmentedControl, Switch } from '@mantine/core'
import type { Preferences } from '../../../shared/contract/app.ts'
import { setPreferences, useWindowState } from '../../state/window-state.ts'
import classes from './settings-screen.module.css'

const themes: { value: Preferences['theme']; label: string }[] = [
  { value: 'auto', label: 'As this PC' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
  { value: 'contrast', label: 'High contrast' },
]

const modes: { value: Preferences['mode']; label: string }[] = [
  { value: 'office', label: 'Office' },
  { value: 'floor', label: 'Floor' },
]

const modeHelp: { readonly [M in Preferences['mode']]: string } = {
  office: 'For keyboard and mouse: compact rows, everything within reach.',
  floor: 'For touch, gloves and a scanner: big targets, big text, strong contrast.',
}

/** Theme and mode; a choice takes effect at once. */
export function Appearance() {
  const { theme, mode, letterKeys } = useWindowState((state) => state.preferences)
  return (
    <div className={classes.content}>
      <div className={classes.setting}>
        <span className={classes.settingName} id="setting-theme">
          Theme
        </span>
        <SegmentedControl
          aria-labelledby="setting-theme"
          data={themes}
          value={theme}
          onChange={(theme) => void setPreferences({ theme })}
        />
      </div>
      <div className={classes.setting}>
        <span className={classes.settingName} id="setting-mode">
          Mode
        </span>
        <SegmentedControl aria-labelledby="setting-mode" data={modes} value={mode} onChange={(mode) => void setPreferences({ mode })} />
        <p className={classes.settingHelp}>{modeHelp[mode]}</p>
      </div>
      <div className={classes.setting}>
        <span className={classes.settingName} id="setting-letter-keys">
          Single-letter keys
        </span>
        <Switch
          aria-labelledby="setting-letter-keys"
          checked={letterKeys}
          label={letterKeys ? 'On' : 'Off'}
          onChange={(event) => void setPreferences({ letterKeys: event.currentTarget.checked })}
        />
        <p className={classes.settingHelp}>N for a new one, E for the entries behind a document. Switch them off if they are pressed by accident, or by voice input.</p>
      </div>
    </div>
  )
}
