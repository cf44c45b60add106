-- Who supplied or carried a line, and the country it goes to: service is judged by both (ORG-5).
alter table order_lines add column vendor text, add column country text;
