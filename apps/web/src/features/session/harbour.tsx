/** A quay in a few lines: crane, stacked boxes, a ship coming in. */
export function Harbour() {
  return (
    <svg
      className="door-harbour"
      viewBox="0 0 560 250"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.500"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M0 206h560M0 220h560" opacity=".35" />
      <path d="M20 234h70M130 240h110M290 234h64M400 242h130" opacity=".25" />
      <path
        d="M36 206V74M60 206V74M28 206h40M36 118l24-22M36 160l24-22M36 118h24M36 160h24M22 74h176M22 74l26-34h12l138 34M48 40v34"
        opacity=".8"
      />
      <path d="M150 74v50M142 124h16v10h-16z" opacity=".8" />
      <g opacity=".7">
        <path d="M84 182h44v24H84zM130 182h44v24h-44zM107 158h44v24h-44z" />
        <path
          d="M95 182v24M106 182v24M117 182v24M141 182v24M152 182v24M163 182v24M118 158v24M129 158v24M140 158v24"
          opacity=".5"
        />
      </g>
      <path d="M236 172h214c20 0 38-9 54-26-5 38-24 60-56 74H262c-15-10-24-27-26-48z" />
      <path d="M262 172v-40h34v40M268 142h22M268 152h22M279 132v-20l18 6-18 6" />
      <path
        d="M308 148h36v24h-36zM346 148h36v24h-36zM384 148h36v24h-36zM327 124h36v24h-36zM365 124h36v24h-36z"
        opacity=".7"
      />
    </svg>
  )
}
