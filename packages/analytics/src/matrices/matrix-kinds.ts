type Named = { readonly zh: string; readonly en: string }

export type MatrixCellKind<Key extends string = string> = Named & { readonly key: Key; readonly advice: Named }

/** A matrix of two axes, each high or low, with a name and advice for each of its four cells. */
export type MatrixKind<Key extends string = string> = {
  readonly key: string
  readonly x: Named
  readonly y: Named
  readonly cells: {
    readonly highX: { readonly highY: MatrixCellKind<Key>; readonly lowY: MatrixCellKind<Key> }
    readonly lowX: { readonly highY: MatrixCellKind<Key>; readonly lowY: MatrixCellKind<Key> }
  }
}

/**
 * Prospect of the service × growth of the customer 发展前景 × 成长性 (ANA-7). The source names the four types and what to do with them, not
 * the corners of the last two: ageing is taken for a customer who no longer grows although the service has prospects, transactional for
 * one who grows in a service that has none.
 */
export const PROSPECT_GROWTH = {
  key: 'prospectGrowth',
  x: { zh: '发展前景', en: 'Prospect' },
  y: { zh: '成长性', en: 'Growth' },
  cells: {
    highX: {
      highY: {
        key: 'star',
        zh: '明星客户',
        en: 'Star',
        advice: {
          zh: '优先配置人员、运力和资金，一起成长；签长期合同，尽早设计下一项服务。',
          en: 'First claim on people, capacity and money; grow together under a long contract and design the next service early.',
        },
      },
      lowY: {
        key: 'ageing',
        zh: '衰老型客户',
        en: 'Ageing',
        advice: {
          zh: '调整营销策略：换一种服务组合或价格，查清是市场萎缩还是转向竞争对手。',
          en: 'Change the approach: another mix of services or another price; find out whether his market shrinks or a competitor gains.',
        },
      },
    },
    lowX: {
      highY: {
        key: 'transactional',
        zh: '交易型客户',
        en: 'Transactional',
        advice: {
          zh: '谨慎选择：逐单核算毛利再接，不作专项投入，引导其使用有前景的服务。',
          en: 'Choose with care: take each order on its own margin, invest nothing special, lead toward services with prospects.',
        },
      },
      lowY: {
        key: 'eliminate',
        zh: '淘汰型客户',
        en: 'Eliminate',
        advice: {
          zh: '减少投入：转为自助或提价；仍然亏损的，到期不再续约。',
          en: 'Withdraw effort: self-service or a higher price; where it still loses, let the contract end.',
        },
      },
    },
  },
} as const satisfies MatrixKind

/** Loyalty × credit grade 忠诚度 × 信用等级 (ANA-8): to avoid and reduce risk, keep the golden customers and raise loyalty. */
export const LOYALTY_CREDIT = {
  key: 'loyaltyCredit',
  x: { zh: '忠诚度', en: 'Loyalty' },
  y: { zh: '信用等级', en: 'Credit' },
  cells: {
    highX: {
      highY: {
        key: 'golden',
        zh: '黄金客户',
        en: 'Golden',
        advice: {
          zh: '巩固关系：放宽信用额度和账期，专人服务，高层定期回访。',
          en: 'Secure the bond: a wider credit limit and longer terms, a dedicated manager, regular visits by executives.',
        },
      },
      lowY: {
        key: 'loyalAtRisk',
        zh: '高忠诚低信用',
        en: 'Loyal, low credit',
        advice: {
          zh: '保留业务、控制风险：小额度、短账期或预付，按期付款后逐步放宽。',
          en: 'Keep the business, bound the risk: a small limit, short terms or prepayment, widened step by step as he pays.',
        },
      },
    },
    lowX: {
      highY: {
        key: 'creditworthy',
        zh: '低忠诚高信用',
        en: 'Creditworthy, not loyal',
        advice: {
          zh: '值得争取：了解其另用哪家、为何，用服务质量和长期优惠培养忠诚。',
          en: 'Worth winning: learn whom else he uses and why; build loyalty by service and long-term terms.',
        },
      },
      lowY: {
        key: 'avoid',
        zh: '低忠诚低信用',
        en: 'Low, low',
        advice: {
          zh: '规避风险：款到发货，不给信用额度，不作投入。',
          en: 'Avoid the risk: payment before service, no credit limit, no investment.',
        },
      },
    },
  },
} as const satisfies MatrixKind

/** Value × cost to serve 客户价值 × 服务成本 (ANA-11; Shapiro, Rangan, Moriarty and Ross 1987, Manage customers for profits). */
export const VALUE_COST = {
  key: 'valueCost',
  x: { zh: '客户价值', en: 'Value' },
  y: { zh: '服务成本', en: 'Cost to serve' },
  cells: {
    highX: {
      highY: {
        key: 'demanding',
        zh: '高价值高成本',
        en: 'Costly but worth it',
        advice: {
          zh: '一起简化流程（电子订单、合并发运），特殊服务按成本计价。',
          en: 'Simplify together (electronic orders, fewer and larger shipments); charge special services at cost.',
        },
      },
      lowY: {
        key: 'prized',
        zh: '高价值低成本',
        en: 'Prized',
        advice: {
          zh: '利润的来源，也是竞争对手的目标：主动关怀，先于对手改善服务。',
          en: 'Where profit comes from, and what competitors aim at: tend unasked, improve before they do.',
        },
      },
    },
    lowX: {
      highY: {
        key: 'losing',
        zh: '低价值高成本',
        en: 'Costly and little worth',
        advice: {
          zh: '先核算提价、降本、增量各需多少；都做不到的，主动终止合作。',
          en: 'Work out what price, cost or volume would mend it; where none can, end it deliberately.',
        },
      },
      lowY: {
        key: 'economical',
        zh: '低价值低成本',
        en: 'Economical',
        advice: {
          zh: '保持标准服务和自助渠道，留意其中有潜力的客户。',
          en: 'Keep to standard service and self-service; watch for those with potential.',
        },
      },
    },
  },
} as const satisfies MatrixKind
