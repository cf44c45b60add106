/** Of an open shipment against the day promised; both ask the same two columns. */
export const riskSql = (today: string) => `
  case when s.promised_on is null or s.state in ('cancelled', 'returned') then 'none'
       when coalesce(s.delivered_on, ${today}::date) > s.promised_on then 'late'
       when s.is_open and (s.eta_at at time zone 'UTC')::date > s.promised_on then 'atRisk' else 'none' end`

/** The same of what is open, from the columns of the board's index alone. */
export const openRiskSql = (today: string) => `
  case when s.promised_on is null then 'none' when ${today}::date > s.promised_on then 'late'
       when (s.eta_at at time zone 'UTC')::date > s.promised_on then 'atRisk' else 'none' end`
