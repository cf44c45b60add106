-- The order of people's names: by pinyin for readers of simplified Chinese, by strokes for those of traditional, as the alphabet has it
-- for the rest. A server built without ICU knows none of them; there names stand in the order of their code points, as before.
do $$
begin
  create collation names_zh_cn (provider = icu, locale = 'zh-CN-u-co-pinyin');
  create collation names_zh_tw (provider = icu, locale = 'zh-TW-u-co-stroke');
  create collation names_en (provider = icu, locale = 'und-u-co-standard');
exception when feature_not_supported or invalid_parameter_value or undefined_object then
  create collation names_zh_cn from "C";
  create collation names_zh_tw from "C";
  create collation names_en from "C";
end $$;
