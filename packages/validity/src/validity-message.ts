import type { ValidityCode, ValidityParams } from './checked.ts'

export type MessageLanguage = 'zh-CN' | 'en'

type Sentence = readonly [zh: string, en: string]

const sentences: Readonly<Record<ValidityCode, Sentence>> = {
  empty: ['此处为空，请填写。', 'Nothing is entered here. Please fill it in.'],
  phoneNotANumber: [
    '“{text}”不是电话号码。请只填数字，可带 +、空格、短横线和“转”分机号，例如 0755-88886666 转 801。',
    '"{text}" is not a phone number. Use digits, with +, spaces, hyphens and an extension if needed: 0755-88886666 ext 801.',
  ],
  phoneTooShort: [
    '“{text}”只有 {digits} 位数字，位数不够。固定电话请加区号（如 010-12345678），国外号码请加国家代码（如 +49 …）。',
    '"{text}" has only {digits} digits, too few. Add the area code (010-12345678), or the country code for a number abroad (+49 …).',
  ],
  phoneTooLong: [
    '“{text}”有 {digits} 位数字，位数过多。一格只填一个号码，分机号前写“转”。',
    '"{text}" has {digits} digits, too many. Enter one number only and write "ext" before an extension.',
  ],
  phoneUnassigned: [
    '“{text}”不是 {country} 的有效号码（号段或位数不对）。请核对每一位；国外号码请以 + 和国家代码开头。',
    '"{text}" is not a valid number in {country} (wrong range or length). Check each digit; start a number abroad with + and its country code.',
  ],
  phoneUnknownCountry: [
    '无法识别“{text}”属于哪个国家。请以 + 和国家代码开头，例如 +86 138 0013 8000。',
    'The country of "{text}" is not recognised. Start with + and the country code, as in +86 138 0013 8000.',
  ],
  emailNoAt: [
    '“{text}”缺少 @。请填写完整邮箱，例如 name@example.com。',
    '"{text}" has no @. Enter the whole address, such as name@example.com.',
  ],
  emailLocalPart: [
    '邮箱“{text}”中 @ 之前的“{part}”不能使用：不可为空，不可有空格、逗号，也不可有连续或首尾的点。',
    'The part "{part}" before the @ in "{text}" cannot be used: no spaces or commas, no dots in a row or at the ends, and not empty.',
  ],
  emailDomain: [
    '邮箱“{text}”的域名“{domain}”不正确。请核对 @ 之后的部分，例如 example.com。',
    'The domain "{domain}" in "{text}" is not right. Check what follows the @, such as example.com.',
  ],
  emailTooLong: [
    '邮箱“{text}”过长（最多 254 个字符，@ 之前最多 64 个）。请核对。',
    'The address "{text}" is too long (at most 254 characters, 64 before the @). Please check it.',
  ],
  creditCodeLength: [
    '统一社会信用代码应为 18 位，现为 {length} 位。请对照营业执照补全或删去多余字符。',
    'A unified social credit code has 18 characters; this has {length}. Compare it with the business licence.',
  ],
  creditCodeCharacter: [
    '统一社会信用代码第 {place} 位“{character}”不允许使用（不用字母 I、O、S、V、Z）。是否应为 1、0、5、U 或 2？',
    'Character {place}, "{character}", cannot occur in a credit code (I, O, S, V, Z are never used). Was 1, 0, 5, U or 2 meant?',
  ],
  creditCodeRegion: [
    '统一社会信用代码第 3–8 位“{region}”应为六位数字的行政区划码。请对照营业执照。',
    'Characters 3–8, "{region}", must be the six digits of an administrative division. Compare with the business licence.',
  ],
  creditCodeCheck: [
    '统一社会信用代码“{text}”的校验码不符，至少有一位有误。请对照营业执照逐位核对。',
    'The check character of the credit code "{text}" does not fit: at least one character is wrong. Compare each with the business licence.',
  ],
  organisationCodeForm: [
    '组织机构代码“{text}”应为 9 位：8 位数字或字母加 1 位校验码，例如 D2143569-X。',
    'The organisation code "{text}" must have 9 characters: 8 digits or letters and a check character, such as D2143569-X.',
  ],
  organisationCodeCheck: [
    '组织机构代码“{text}”的校验码不符。请逐位核对。',
    'The check character of the organisation code "{text}" does not fit. Check each character.',
  ],
  residentIdForm: [
    '身份证号码应为 17 位数字加 1 位数字或 X，现为 {length} 位。请对照证件填写。',
    'A resident identity number is 17 digits and one digit or X; this has {length} characters. Compare it with the card.',
  ],
  residentIdOldForm: [
    '这是已停用的 15 位身份证号码。请填写现用的 18 位号码。',
    'This is the 15-digit form that is no longer in use. Enter the 18-digit number.',
  ],
  residentIdRegion: [
    '身份证号码前两位“{region}”不是任何省级行政区的代码。请核对。',
    'The first two digits, "{region}", are no province. Please check them.',
  ],
  residentIdBirthDate: [
    '身份证号码中的出生日期“{date}”不存在或不合理。请核对第 7–14 位。',
    'The birth date "{date}" in the number does not exist or cannot be right. Check digits 7–14.',
  ],
  residentIdCheck: [
    '身份证号码的校验码不符，至少有一位有误。请对照证件逐位核对。',
    'The check digit of the identity number does not fit: at least one digit is wrong. Compare it with the card.',
  ],
  postcodeForm: [
    '“{text}”不是 {country} 的邮政编码格式。正确格式例如 {example}。',
    '"{text}" is not how postcodes are written in {country}. An example: {example}.',
  ],
  postcodeNotUsed: [
    '{country} 不使用邮政编码，请清空此处（现为“{text}”）。',
    '{country} has no postcodes. Please leave this empty (it holds "{text}").',
  ],
  unlocodeForm: [
    '“{text}”不是 UN/LOCODE。应为两位国家代码加三位地点代码，例如 CNSHA。',
    '"{text}" is no UN/LOCODE: two letters for the country and three characters for the place, such as CNSHA.',
  ],
  unlocodeUnknown: [
    '代码“{text}”不在已知口岸表中。请核对，或从列表中选择。',
    'The code "{text}" is not among the known places. Check it or choose one from the list.',
  ],
  urlForm: [
    '“{text}”不是网址。请填写例如 https://www.example.com。',
    '"{text}" is not a web address. Enter one such as https://www.example.com.',
  ],
  urlScheme: [
    '不接受以“{scheme}:”开头的网址。请使用 http 或 https。',
    'Addresses beginning with "{scheme}:" are not accepted. Use http or https.',
  ],
  urlHost: [
    '网址“{text}”中的主机名“{host}”不完整或不是公开网站。请填写例如 www.example.com。',
    'The host "{host}" in "{text}" is not complete or not a public site. Enter one such as www.example.com.',
  ],
  urlCredentials: [
    '网址中含有用户名或密码。请删去 @ 及其之前的部分。',
    'The address holds a user name or password. Remove what stands before the @.',
  ],
}

/**
 * Says to a person what is wrong and what to do.
 * @example validityMessage('emailNoAt', { text: 'abc' }, 'en') // '"abc" has no @. Enter the whole address, …'
 */
export function validityMessage(code: ValidityCode, params: ValidityParams, language: MessageLanguage): string {
  const sentence = sentences[code][language === 'zh-CN' ? 0 : 1]
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}
