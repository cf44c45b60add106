/** A ship's bow at the quay; its mast is the post of a relay station 驿, with the messenger's pennant. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="var(--q-brand)" />
      <path d="M12.500 5v12" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <path d="M13.500 5.400 21 8.300l-7.500 2.900z" fill="#f2c14e" />
      <path
        d="M5 17.500h16.200c2.300 0 4.300-.9 6.300-2.900-.6 4.300-2.700 7.400-6.200 9.400H8.200C6.300 22.300 5.300 20.100 5 17.500z"
        fill="#fff"
      />
      <path d="M5 27.500h22" stroke="#fff" strokeWidth="2" strokeLinecap="round" opacity=".55" />
    </svg>
  )
}
