import { type FieldSpec, keptInNote } from './field-spec.ts'

export const accountFieldSpecs: readonly FieldSpec[] = [
  { field: 'externalKey', zh: '客户编号', en: 'Customer key', group: 'customer', kind: 'code', isKey: true, names: ['客户代码', '客户编码', '客户ID', '客户号', '外部编号', 'Customer ID', 'Customer Code', 'Customer No', 'Customer Number', 'Client ID', 'Account ID', 'Account Number', 'Project Code', 'ID', 'Key'] },
  { field: 'name', zh: '客户名称', en: 'Customer name', group: 'customer', kind: 'text', required: true, names: ['客户', '客户名', '客户全称', '公司', '公司名称', '公司全称', '企业名称', '单位名称', '名称', '单位', 'Customer', 'Customer Name', 'Company', 'Company Name', 'Account Name', 'Client', 'Client Name', 'Organization', 'Organisation', 'Name'] },
  { field: 'nameEn', zh: '英文名称', en: 'English name', group: 'customer', kind: 'text', names: ['英文名', '公司英文名', 'English Name', 'Name (English)', 'Name EN'] },
  { field: 'shortName', zh: '简称', en: 'Short name', group: 'customer', kind: 'text', names: ['客户简称', '公司简称', 'Short Name', 'Abbreviation', 'Alias'] },
  { field: 'kind', zh: '客户类别', en: 'Kind', group: 'customer', kind: 'text', names: ['客户性质', '类别', 'Customer Kind', 'Account Kind', 'Entity Type'] },
  { field: 'creditCode', zh: '统一社会信用代码', en: 'Unified social credit code', group: 'customer', kind: 'code', isKey: true, names: ['信用代码', '社会信用代码', '税号', '纳税人识别号', '营业执照号', 'USCC', 'Credit Code', 'Tax ID', 'Registration Number'] },
  { field: 'phone', zh: '电话', en: 'Phone', group: 'customer', kind: 'phone', names: ['公司电话', '座机', '固定电话', '联系电话', '电话号码', 'Phone', 'Telephone', 'Tel', 'Phone Number', 'Company Phone', 'Main Phone'] },
  { field: 'email', zh: '公司邮箱', en: 'E-mail', group: 'customer', kind: 'email', names: ['邮箱', '电子邮箱', '电子邮件', 'Email', 'E-mail', 'Mail', 'Email Address', 'Company Email'] },
  { field: 'website', zh: '网址', en: 'Website', group: 'customer', kind: 'text', names: ['网站', '官网', '主页', 'Website', 'URL', 'Homepage', 'Web'] },
  { field: 'industry', zh: '行业', en: 'Industry', group: 'customer', kind: 'text', names: ['所属行业', '行业类别', 'Industry', 'Sector', 'Trade'] },
  { field: 'size', zh: '规模', en: 'Size', group: 'customer', kind: 'text', names: ['企业规模', '公司规模', 'Size', 'Company Size'] },
  { field: 'tags', zh: '标签', en: 'Tags', group: 'customer', kind: 'text', names: ['Tags', 'Labels'] },
  { field: 'goods', zh: '货物品类', en: 'Goods', group: 'customer', kind: 'text', names: ['货物', '货品', '主要货物', 'Goods', 'Commodities'] },
  { field: 'serviceNeeds', zh: '服务需求', en: 'Service needs', group: 'customer', kind: 'text', names: ['需求', '所需服务', 'Service Needs', 'Services'] },
  { field: 'potential', zh: '潜力', en: 'Potential (1–5)', group: 'customer', kind: 'number', names: ['潜力等级', 'Potential'] },
  { field: 'accountType', zh: '结算方式', en: 'Terms', group: 'customer', kind: 'text', names: ['结算类型', '付款方式', 'Account Type', 'Payment Type', 'Terms'] },
  { field: 'creditLimit', zh: '信用额度', en: 'Credit limit', group: 'customer', kind: 'money', names: ['授信额度', 'Credit Limit'] },
  { field: 'creditGrade', zh: '信用等级', en: 'Credit grade', group: 'customer', kind: 'text', names: ['信用评级', 'Credit Grade', 'Credit Rating'] },
  { field: 'paymentDays', zh: '账期（天）', en: 'Payment days', group: 'customer', kind: 'number', names: ['账期', '付款天数', 'Payment Days', 'Net Days'] },
  { field: 'currency', zh: '结算币种', en: 'Currency', group: 'customer', kind: 'text', names: ['客户币种', 'Customer Currency', 'Billing Currency'] },
  { field: 'bankName', zh: '开户行', en: 'Bank', group: 'customer', kind: 'text', names: ['开户银行', '银行', 'Bank', 'Bank Name'] },
  { field: 'bankAccount', zh: '银行账号', en: 'Bank account', group: 'customer', kind: 'code', names: ['账号', '银行帐号', 'Bank Account', 'IBAN'] },
  { field: 'taxTitle', zh: '发票抬头', en: 'Invoice title', group: 'customer', kind: 'text', names: ['抬头', '开票名称', 'Invoice Title', 'Tax Title'] },
  { field: 'birthDate', zh: '生日', en: 'Birthday (person)', group: 'customer', kind: 'date', names: ['出生日期', 'Birth Date', 'Date of Birth'] },
  { field: 'gender', zh: '性别', en: 'Gender (person)', group: 'customer', kind: 'text', names: ['Gender', 'Sex'] },
  { field: 'departmentHead', zh: '部门负责人', en: 'Head of department', group: 'customer', kind: 'text', names: ['Department Head'] },
  { field: 'owner', zh: '负责人（邮箱或姓名）', en: 'Owner (e-mail or name)', group: 'customer', kind: 'text', names: ['负责人', '业务员', '销售', '跟进人', 'Owner', 'Sales Rep', 'Account Manager'] },
  { field: 'note', zh: '备注', en: 'Note', group: 'customer', kind: 'text', names: ['说明', '附注', 'Note', 'Notes', 'Remark', 'Remarks', 'Comment'] },
]

export const contactFieldSpecs: readonly FieldSpec[] = [
  { field: 'contact.name', zh: '联系人', en: 'Contact', group: 'contact', kind: 'text', names: ['联系人姓名', '主要联系人', '姓名', 'Contact', 'Contact Name', 'Contact Person', 'Full name', 'Person'] },
  { field: 'contact.nameEn', zh: '联系人英文名', en: 'Contact, English name', group: 'contact', kind: 'text', names: ['Contact English Name'] },
  { field: 'contact.jobTitle', zh: '职务', en: 'Job title', group: 'contact', kind: 'text', names: ['职位', '岗位', 'Title', 'Job Title', 'Position'] },
  { field: 'contact.department', zh: '部门', en: 'Department', group: 'contact', kind: 'text', names: ['所在部门', 'Department'] },
  { field: 'contact.mobile', zh: '手机', en: 'Mobile', group: 'contact', kind: 'phone', names: ['手机号', '手机号码', '移动电话', '联系人手机', 'Mobile', 'Mobile Phone', 'Cell', 'Cell Phone', 'Cellphone'] },
  { field: 'contact.phone', zh: '联系人电话', en: 'Contact phone', group: 'contact', kind: 'phone', names: ['办公电话', 'Contact Phone', 'Work phone', 'Office Phone', 'Direct Line'] },
  { field: 'contact.email', zh: '联系人邮箱', en: 'Contact e-mail', group: 'contact', kind: 'email', names: ['联系人邮件', 'Contact Email', 'Contact E-mail'] },
  { field: 'contact.wechat', zh: '微信', en: 'WeChat', group: 'contact', kind: 'code', names: ['微信号', 'WeChat', 'Weixin'] },
]

export const addressFieldSpecs: readonly FieldSpec[] = [
  { field: 'address.country', zh: '国家', en: 'Country', group: 'address', kind: 'text', names: ['国家地区', '国别', 'Country', 'Country/Region'] },
  { field: 'address.province', zh: '省份', en: 'Province', group: 'address', kind: 'text', names: ['省', '省/直辖市', 'Province', 'State', 'State/Province'] },
  { field: 'address.city', zh: '城市', en: 'City', group: 'address', kind: 'text', names: ['市', '所在城市', 'City', 'Town'] },
  { field: 'address.district', zh: '区县', en: 'District', group: 'address', kind: 'text', names: ['区', '县', '区/县', 'District', 'County'] },
  { field: 'address.street', zh: '地址', en: 'Street', group: 'address', kind: 'text', names: ['详细地址', '公司地址', '街道', '联系地址', 'Address', 'Street', 'Street Address', 'Address Line 1'] },
  { field: 'address.postcode', zh: '邮编', en: 'Postcode', group: 'address', kind: 'code', names: ['邮政编码', 'Postcode', 'Postal Code', 'Zip', 'Zip Code'] },
]

export const customerFields: readonly FieldSpec[] = [...accountFieldSpecs, ...contactFieldSpecs, ...addressFieldSpecs, keptInNote]
