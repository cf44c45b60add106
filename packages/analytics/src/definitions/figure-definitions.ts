type Text = { readonly zh: string; readonly en: string }

export type FigureDefinition = {
  /** The function of this package that works it out. */
  readonly key: string
  readonly name: Text
  readonly formula: Text
  /** What it is counted over, and what is left out. */
  readonly population: Text
  readonly unit: 'share' | 'times' | 'days' | 'seconds' | 'points'
}

const define = (key: string, unit: FigureDefinition['unit'], name: Text, formula: Text, population: Text) => ({
  key,
  unit,
  name,
  formula,
  population,
})

/** Name, formula and population of each figure, to be shown with it wherever it stands. */
export const FIGURE_DEFINITIONS: readonly FigureDefinition[] = [
  define(
    'grossMargin',
    'share',
    { zh: '销售毛利率', en: 'Gross margin' },
    { zh: '（收入 − 成本）÷ 收入', en: '(revenue − cost) ÷ revenue' },
    { zh: '期内有收入的业务', en: 'Dealings of the period with revenue' },
  ),
  define(
    'turnover',
    'times',
    { zh: '商品周转率', en: 'Turnover' },
    { zh: '销售成本 ÷ 平均库存成本', en: 'Sales at cost ÷ average inventory at cost' },
    { zh: '期内有库存快照的货品', en: 'Goods with inventory snapshots in the period' },
  ),
  define(
    'crossRatio',
    'times',
    { zh: '交叉比率', en: 'Cross ratio' },
    { zh: '毛利率 × 周转率', en: 'Gross margin × turnover' },
    { zh: '期内有收入和库存的业务', en: 'Dealings of the period with revenue and inventory' },
  ),
  define(
    'contributionRatio',
    'times',
    { zh: '贡献比率', en: 'Contribution ratio' },
    { zh: '交叉比率 × 销售占比', en: 'Cross ratio × share of sales' },
    { zh: '期内有收入和库存的业务', en: 'Dealings of the period with revenue and inventory' },
  ),
  define(
    'profitContribution',
    'share',
    { zh: '客户贡献率', en: 'Contribution to profit' },
    { zh: '客户毛利 ÷ 全部毛利', en: 'Gross profit of the customer ÷ gross profit of all' },
    { zh: '期内有业务的客户，同一币种', en: 'Customers with dealings in the period, one currency' },
  ),
  define(
    'otifRate',
    'share',
    { zh: '准时足量交付率', en: 'On time in full' },
    { zh: '准时且足量的订单 ÷ 订单', en: 'Orders on time and in full ÷ orders' },
    {
      zh: '已到达或已逾期的订单，按客户约定的时窗、宽限、证明方和数量允差逐单判断',
      en: 'Orders arrived or overdue, each judged by its customer’s window, grace, attester and tolerance',
    },
  ),
  define(
    'perfectOrder',
    'share',
    { zh: '完美订单率', en: 'Perfect order' },
    {
      zh: '足量、准时、单证齐全、无损坏的订单行 ÷ 订单行；指数为四项比率之积',
      en: 'Lines complete, on time, documented and undamaged ÷ lines; index: product of the four rates',
    },
    { zh: '期内已交付的订单行', en: 'Lines delivered in the period' },
  ),
  define(
    'damageRate',
    'share',
    { zh: '货损率', en: 'Damage rate' },
    { zh: '受损运单 ÷ 运单', en: 'Shipments damaged ÷ shipments' },
    { zh: '期内运单，一票多处受损计一票', en: 'Shipments of the period; one damaged in several places is one' },
  ),
  define(
    'lossRate',
    'share',
    { zh: '货差率', en: 'Loss rate' },
    { zh: '丢失运单 ÷ 运单', en: 'Shipments lost ÷ shipments' },
    { zh: '期内运单，部分丢失也计', en: 'Shipments of the period; lost in part counts' },
  ),
  define(
    'directDeliveryRate',
    'share',
    { zh: '直送率', en: 'Direct delivery rate' },
    { zh: '未经中转的运单 ÷ 运单', en: 'Shipments not transshipped ÷ shipments' },
    { zh: '期内运单', en: 'Shipments of the period' },
  ),
  define(
    'claimsRatio',
    'share',
    { zh: '理赔率（件数）', en: 'Claims ratio by number' },
    { zh: '理赔件数 ÷ 运单', en: 'Claims ÷ shipments' },
    { zh: '期内运单，一票多次理赔逐次计', en: 'Shipments of the period; each claim on one counts' },
  ),
  define(
    'claimsAmountRatio',
    'share',
    { zh: '理赔率（金额）', en: 'Claims ratio by amount' },
    { zh: '赔付金额 ÷ 收入', en: 'Claims paid ÷ revenue' },
    { zh: '同一币种、同一期间', en: 'One currency and period' },
  ),
  define(
    'daysSalesOutstanding',
    'days',
    { zh: '应收账款周转天数', en: 'Days sales outstanding' },
    { zh: '应收账款 ÷（期内收入 ÷ 天数）', en: 'Receivables ÷ (period revenue ÷ days)' },
    { zh: '期末应收账款，同一币种', en: 'Receivables at the end of the period, one currency' },
  ),
  define(
    'quoteToWin',
    'share',
    { zh: '报价成交率', en: 'Quote-to-win' },
    { zh: '已接受报价 ÷ 已发出报价', en: 'Quotes accepted ÷ quotes issued' },
    { zh: '已发出的报价，多个版本计一份', en: 'Quotes issued; versions of one are one' },
  ),
  define(
    'firstContactResolution',
    'share',
    { zh: '首次解决率', en: 'First contact resolution' },
    { zh: '首次联系即解决的工单 ÷ 工单', en: 'Tickets resolved at first contact ÷ tickets' },
    { zh: '期内工单，重新打开的不算首次解决', en: 'Tickets of the period; one reopened was not resolved at first' },
  ),
  define(
    'serviceLevel',
    'share',
    { zh: '服务水平', en: 'Service level' },
    { zh: 'y 秒内接听 ÷ 呼入', en: 'Answered within y seconds ÷ offered' },
    { zh: '呼入电话，不含 y 秒内放弃的', en: 'Calls offered, without those given up within y seconds' },
  ),
  define(
    'averageHandlingTime',
    'seconds',
    { zh: '平均处理时长', en: 'Average handling time' },
    { zh: '（通话 + 保持 + 话后处理）÷ 处理量', en: '(talk + hold + wrap-up) ÷ handled' },
    { zh: '期内已处理的电话', en: 'Calls handled in the period' },
  ),
  define(
    'occupancy',
    'share',
    { zh: '坐席占用率', en: 'Occupancy' },
    { zh: '处理时长 ÷（处理时长 + 等待时长）', en: 'Handling ÷ (handling + waiting)' },
    { zh: '坐席签入时间，不含休息', en: 'Time signed in, without breaks' },
  ),
  define(
    'netPromoterScore',
    'points',
    { zh: '净推荐值', en: 'Net promoter score' },
    { zh: '9–10 分占比 − 0–6 分占比', en: '% of 9–10 − % of 0–6' },
    { zh: '已作答的问卷', en: 'Answers given' },
  ),
  define(
    'customerSatisfaction',
    'share',
    { zh: '客户满意度', en: 'Customer satisfaction' },
    { zh: '最高两档 ÷ 答卷', en: 'Two best answers ÷ responses' },
    { zh: '已作答的问卷', en: 'Answers given' },
  ),
  define(
    'customerEffort',
    'share',
    { zh: '客户费力度', en: 'Customer effort' },
    { zh: '7 分制中高于 4 分 ÷ 答卷', en: 'Answers above 4 of 7 ÷ responses' },
    { zh: '已作答的问卷', en: 'Answers given' },
  ),
  define(
    'shareOfWallet',
    'share',
    { zh: '客户份额', en: 'Share of wallet' },
    { zh: '在我方采购 ÷ 全部同类采购', en: 'Bought from us ÷ all bought of the kind' },
    { zh: '已知其他采购额的客户', en: 'Customers whose purchases elsewhere are known' },
  ),
  define(
    'marketPosition',
    'share',
    { zh: '市场占有率', en: 'Market share' },
    { zh: '我方销售 ÷ 市场总量', en: 'Our sales ÷ market' },
    { zh: '已知市场总量的区域和服务', en: 'Regions and services whose market is known' },
  ),
]
