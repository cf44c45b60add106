import { type ThemeConfig, theme } from 'antd'

/** The component library dressed in our tokens; the colours are those of `app.css`. */
export function antdTheme(dark: boolean, compact: boolean, accent = '#0d6575'): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: 'var(--q-font)',
      fontSize: compact ? 13 : 14,
      controlHeight: compact ? 28 : 32,
      controlHeightSM: compact ? 22 : 24,
      colorPrimary: dark ? '#2d93a2' : accent,
      colorInfo: dark ? '#2d93a2' : accent,
      colorLink: dark ? '#58b7c4' : accent,
      colorSuccess: dark ? '#4aa873' : '#1d7a46',
      colorWarning: dark ? '#d39a3a' : '#b26b00',
      colorError: dark ? '#e0675c' : '#b3261e',
      colorText: dark ? '#e3ebed' : '#14252a',
      colorTextSecondary: dark ? '#a9b9be' : '#4d6066',
      colorTextTertiary: dark ? '#8b9ca2' : '#5a6b70',
      colorTextPlaceholder: dark ? '#8b9ca2' : '#5a6b70',
      colorBgLayout: dark ? '#0d1417' : '#f4f6f6',
      colorBgContainer: dark ? '#131c20' : '#ffffff',
      colorBgElevated: dark ? '#19242a' : '#ffffff',
      colorBorder: dark ? '#33444b' : '#cfd8da',
      colorBorderSecondary: dark ? '#27353b' : '#dfe5e6',
      borderRadius: 6,
      borderRadiusLG: 8,
      motionDurationMid: '0.14s',
      motionDurationSlow: '0.2s',
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Form: { itemMarginBottom: compact ? 12 : 18, verticalLabelPadding: '0 0 4px' },
      Drawer: { paddingLG: 20 },
      Tabs: { horizontalMargin: '0 0 16px 0' },
      Tooltip: { fontSize: 12 },
    },
  }
}
