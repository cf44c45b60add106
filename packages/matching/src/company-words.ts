/** Provinces, and cities at prefecture level and a few below, as company names begin with them, without 省 or 市. */
const places =
  '中国 北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 ' +
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 ' +
  '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 牡丹江 黑河 绥化 ' +
  '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 张家港 江阴 常熟 太仓 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 ' +
  '福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 ' +
  '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 ' +
  '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 顺德 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 ' +
  '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 大理 拉萨 日喀则 昌都 林芝 ' +
  '西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 喀什 伊犁 台北 高雄 台中 台南 新北 桃园 九龙 浦东'

export const placeNames: ReadonlySet<string> = new Set(places.split(' '))

/** Lines of business, every spelling with the one it stands for; 国际 and the like tell almost nothing. */
export const industries: ReadonlyMap<string, string> = new Map(
  (
    '国际货运代理=货代 国际货物运输代理=货代 货物运输代理=货代 货运代理=货代 货代=货代 船务代理=船代 船舶代理=船代 船代=船代 报关行=报关 报关=报关 ' +
    '供应链管理=供应链 供应链科技=供应链 供应链=供应链 国际物流=物流 现代物流=物流 物流科技=物流 物流=物流 货物运输=运输 道路运输=运输 运输=运输 货运=运输 运输服务=运输 汽车运输=运输 ' +
    '快递=快递 速递=快递 速运=快递 快运=快递 仓储服务=仓储 仓储=仓储 冷链=冷链 海运=海运 船务=海运 航运=海运 空运=空运 航空=空运 国际贸易=贸易 贸易=贸易 商贸=贸易 经贸=贸易 进出口贸易=贸易 进出口=贸易 ' +
    '电子商务=电商 电商=电商 信息技术=科技 信息科技=科技 网络科技=科技 电子科技=科技 智能科技=科技 科技发展=科技 科技=科技 技术=科技 机械制造=机械 机械设备=机械 机械=机械 设备=机械 电子=电子 电器=电器 电气=电器 ' +
    '食品=食品 服装=服装 服饰=服装 纺织=纺织 化工=化工 医药=医药 药业=医药 医疗器械=医疗 建材=建材 家具=家具 汽车零部件=汽配 汽配=汽配 汽车=汽车 五金=五金 塑料=塑料 包装=包装 印刷=印刷 玩具=玩具 家居=家具 ' +
    '管理咨询=咨询 咨询=咨询 广告=广告 建筑工程=建筑 建筑=建筑 工程=工程 置业=置业 房地产=置业 投资=投资 投资管理=投资 企业管理=咨询 实业=实业 实业发展=实业 工业=实业 制造=制造 发展= 服务= 国际= 集团= 控股= 管理= 代理= 股份='
  )
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/** Legal forms at the end of a Chinese name, longest first. */
export const chineseForms =
  /(?:集团股份有限公司|集团有限责任公司|集团有限公司|集团公司|股份有限公司|有限责任公司|有限公司|股份公司|总公司|公司|有限合伙|普通合伙|合伙企业|个体工商户|合作社|经营部|商行|工厂|厂)+$/

export const branchWord = /(?:分公司|办事处|代表处|分部|营业部|分店|门市部|分行|支行|事业部|分厂|分拨中心|网点)$/

export const latinForms: ReadonlySet<string> = new Set(
  'co company ltd limited inc incorporated llc llp lp corp corporation gmbh mbh ag kg bv nv plc sa sas sarl srl spa pte pty kk oy oyj ab as aps sdn bhd pvt private public jsc ooo cv sl holding holdings group'.split(
    ' ',
  ),
)

export const latinStops: ReadonlySet<string> = new Set(
  'the of and de la le les du des at in on for a an y und et s'.split(' '),
)

/** Abbreviations as forwarders and restaurants write them. */
export const latinShort: ReadonlyMap<string, string> = new Map(
  'intl=international int=international internl=international log=logistics logis=logistics logistic=logistics fwd=forwarding fwdg=forwarding forwarder=forwarding forwarders=forwarding frt=freight shpg=shipping trans=transport tpt=transport transportation=transport transports=transport trdg=trading mfg=manufacturing manufacturers=manufacturing svc=services svcs=services service=services tech=technology technologies=technology whse=warehouse warehousing=warehouse exp=express deli=delicatessen restaurants=restaurant ristorante=restaurant caffe=cafe'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/** English words for a line of business, with the line; two names of different lines are two firms of one group. */
export const latinIndustries: ReadonlyMap<string, string> = new Map(
  'logistics=logistics freight=logistics forwarding=logistics cargo=logistics shipping=shipping lines=shipping line=shipping maritime=shipping transport=transport trucking=transport haulage=transport express=express courier=express warehouse=warehouse storage=warehouse trading=trading import=trading export=trading technology=technology software=technology electronics=electronics manufacturing=manufacturing industries=manufacturing chemicals=chemicals chemical=chemicals foods=food food=food textile=textile textiles=textile insurance=insurance bank=bank consulting=consulting restaurant=restaurant cafe=cafe bar=bar grill=grill hotel=hotel dining=dining delicatessen=delicatessen bakery=bakery'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
)

/** Words that many names share: they tell less. */
export const latinCommon: ReadonlySet<string> = new Set(
  'international global worldwide logistics freight forwarding shipping transport trading cargo express lines line supply chain services technology manufacturing industries industrial enterprises import export warehouse restaurant cafe bistro bar grill hotel house room dining food foods china asia america europe usa shanghai beijing shenzhen hongkong new york los angeles san francisco las vegas atlanta london city'.split(
    ' ',
  ),
)
