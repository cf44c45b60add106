import type { CodeLists, Meaning } from './code-lists.ts'

const no: Meaning = ['否', 'No']
const yes: Meaning = ['是', 'Yes']

export const referenceCodes: CodeLists = {
  // Reference identification qualifier
  128: {
    '2I': ['运单追踪号', 'Tracking number'],
    '4B': ['起运地代码', 'Shipment origin code'],
    '9R': ['作业单号', 'Job order number'],
    ABS: ['船名', 'Vessel name'],
    AO: ['预约号', 'Appointment number'],
    BM: ['提单号', 'Bill of lading number'],
    BN: ['订舱号', 'Booking number'],
    BR: ['经纪或销售处编号', 'Broker or sales office number'],
    CG: ['收货人订单号', "Consignee's order number"],
    CN: ['承运人运单号（PRO）', "Carrier's reference (PRO)"],
    CO: ['客户订单号', 'Customer order number'],
    CR: ['客户参考号', 'Customer reference'],
    CT: ['合同号', 'Contract number'],
    DO: ['提货单号', 'Delivery order number'],
    DP: ['部门号', 'Department number'],
    IA: ['内部供应商号', 'Internal vendor number'],
    IV: ['卖方发票号', "Seller's invoice number"],
    KK: ['送货参考号', 'Delivery reference'],
    LI: ['行号', 'Line item identifier'],
    LT: ['批号', 'Lot number'],
    MB: ['主提单号', 'Master bill of lading'],
    MR: ['商品类别', 'Merchandise type'],
    P8: ['提货参考号', 'Pick-up reference'],
    PC: ['生产代码', 'Production code'],
    PK: ['装箱单号', 'Packing list number'],
    PO: ['采购订单号', 'Purchase order number'],
    QN: ['停靠顺序号', 'Stop sequence number'],
    SCA: ['承运人 SCAC', 'Carrier SCAC'],
    SE: ['序列号', 'Serial number'],
    SI: ['发货人货运编号', "Shipper's identification of the shipment"],
    SN: ['封条号', 'Seal number'],
    TN: ['交易参考号', 'Transaction reference'],
    V3: ['航次', 'Voyage number'],
    VN: ['供应商订单号', 'Vendor order number'],
    VR: ['供应商编号', 'Vendor number'],
    WU: ['船舶', 'Vessel'],
    ZZ: ['双方约定', 'Agreed between the parties'],
  },
  // Transaction set purpose
  353: {
    '00': ['原始', 'Original'],
    '01': ['取消', 'Cancellation'],
    '02': ['增加', 'Addition'],
    '03': ['删除', 'Deletion'],
    '04': ['变更', 'Change'],
    '05': ['替换', 'Replacement'],
    '06': ['确认', 'Confirmation'],
    '07': ['副本', 'Duplicate'],
    '08': ['状态', 'Status'],
    '11': ['答复', 'Response'],
    '13': ['请求', 'Request'],
    '14': ['预先通知', 'Advance notice'],
    '15': ['重新提交', 'Resubmission'],
    '18': ['重新签发', 'Reissue'],
    '22': ['信息副本', 'Information copy'],
    '24': ['草稿', 'Draft'],
  },
  346: { LT: ['整车委托', 'Truckload tender'] },
  // Marks and numbers qualifier
  88: {
    AA: ['SSCC-18', 'SSCC-18'],
    CP: ['承运人包裹号', "Carrier's package number"],
    GM: ['SSCC-18（带应用标识符）', 'SSCC-18 with application identifier'],
    SM: ['发货人编号', 'Assigned by the shipper'],
    UC: ['UPC 运输容器码', 'UPC shipping container code'],
  },
  // Yes or no
  1073: { N: no, U: ['未知', 'Unknown'], W: ['不适用', 'Not applicable'], Y: yes },
  // Has children (HL04)
  736: { 0: no, 1: yes },
  // Hierarchical level
  735: {
    E: ['运输设备', 'Equipment'],
    F: ['部件', 'Component'],
    I: ['货品', 'Item'],
    O: ['订单', 'Order'],
    P: ['包装', 'Pack'],
    S: ['货运', 'Shipment'],
    T: ['托盘', 'Pallet (tare)'],
  },
  // Note reference
  363: {
    BOL: ['提单备注', 'Bill of lading note'],
    DEL: ['送货', 'Delivery'],
    GEN: ['一般说明', 'General note'],
    GSI: ['一般说明', 'General note'],
    SPH: ['特殊处理', 'Special handling'],
    WHI: ['仓库指示', 'Warehouse instruction'],
  },
  349: {
    F: ['自由文字', 'Free text'],
    S: ['代码', 'Coded'],
    X: ['代码加文字', 'Code and text'],
  },
}
