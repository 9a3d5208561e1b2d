import { Button, Checkbox, createTheme, Input, InputWrapper, Radio, Switch, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

const accent = Array.from({ length: 10 }, () => 'var(--ps-accent)') as unknown as MantineColorsTuple

/** Mantine with the sizes and colours of `tokens.css`. */
export const theme = createTheme({
  fontFamily: 'var(--ps-font)',
  fontFamilyMonospace: 'var(--ps-font-mono)',
  fontSizes: {
    xs: 'var(--ps-text-size-small)',
    sm: 'var(--ps-text-size)',
    md: 'var(--ps-text-size)',
    lg: 'var(--ps-text-size-heading)',
    xl: 'var(--ps-text-size-title)',
  },
  radius: { xs: 'var(--ps-radius)', sm: 'var(--ps-radius)', md: 'var(--ps-radius)', lg: 'var(--ps-radius)', xl: 'var(--ps-radius)' },
  colors: { accent },
  primaryColor: 'accent',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      vars: (_theme, props) => ({
        root: {
          '--button-height': props.variant === 'default' ? 'var(--ps-control-height)' : 'var(--ps-control-height-primary)',
          '--button-padding-x': 'var(--ps-control-padding)',
          '--button-fz': 'var(--ps-text-size)',
          ...(props.variant === 'default' ? {} : { '--button-color': 'var(--ps-on-accent)' }),
        },
      }),
    }),
    Checkbox: Checkbox.extend({ vars: () => ({ root: { '--checkbox-size': 'var(--ps-box-size)' } }) }),
    Radio: Radio.extend({ vars: () => ({ root: { '--radio-size': 'var(--ps-box-size)' } }) }),
    Switch: Switch.extend({
      vars: () => ({
        root: {
          '--switch-height': 'var(--ps-box-size)',
          '--switch-width': 'calc(var(--ps-box-size) * 1.9)',
          '--switch-thumb-size': 'calc(var(--ps-box-size) * 0.7)',
        },
      }),
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': 'var(--ps-control-height)', '--input-fz': 'var(--ps-text-size)' } }),
    }),
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      vars: () => ({
        label: { '--input-label-size': 'var(--ps-text-size)' },
        error: { '--input-error-size': 'var(--ps-text-size-small)' },
        description: { '--input-description-size': 'var(--ps-text-size-small)' },
        success: { '--input-success-size': 'var(--ps-text-size-small)' },
      }),
    }),
  },
})

const colours = {
  '--mantine-color-body': 'var(--ps-surface)',
  '--mantine-color-text': 'var(--ps-ink)',
  '--mantine-color-bright': 'var(--ps-ink)',
  '--mantine-color-dimmed': 'var(--ps-ink-quiet)',
  '--mantine-color-placeholder': 'var(--ps-ink-quiet)',
  '--mantine-color-anchor': 'var(--ps-accent)',
  '--mantine-color-error': 'var(--ps-danger)',
  '--mantine-color-default': 'var(--ps-surface)',
  '--mantine-color-default-hover': 'var(--ps-hover)',
  '--mantine-color-default-color': 'var(--ps-ink)',
  '--mantine-color-default-border': 'var(--ps-line-control)',
  '--mantine-color-disabled': 'var(--ps-hover)',
  '--mantine-color-disabled-color': 'var(--ps-ink-quiet)',
  '--mantine-color-disabled-border': 'var(--ps-line)',
  '--mantine-primary-color-filled': 'var(--ps-accent)',
  '--mantine-primary-color-filled-hover': 'var(--ps-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--ps-on-accent)',
  '--mantine-color-accent-filled': 'var(--ps-accent)',
  '--mantine-color-accent-filled-hover': 'var(--ps-accent-hover)',
  '--mantine-color-accent-light': 'var(--ps-accent-soft)',
  '--mantine-color-accent-light-hover': 'var(--ps-accent-soft)',
  '--mantine-color-accent-light-color': 'var(--ps-accent)',
  '--mantine-color-accent-text': 'var(--ps-accent)',
  '--mantine-color-accent-outline': 'var(--ps-accent)',
  '--mantine-color-accent-contrast': 'var(--ps-on-accent)',
}

/** Gives Mantine's colour names our tokens, the same ones in each of its schemes. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: colours, dark: colours })
