/** The program's mark: parts that make a whole. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect x="2" y="2" width="9" height="20" rx="2" fill="var(--ps-accent)" />
      <rect x="13" y="2" width="9" height="9" rx="2" fill="var(--ps-accent)" opacity="0.72" />
      <circle cx="17.5" cy="17.5" r="4.5" fill="var(--ps-accent)" opacity="0.42" />
    </svg>
  )
}
