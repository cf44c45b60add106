-- Every list and search shows the city of each customer on its page: of his first address, which this index gives without a sort and
-- without the row. It finds all addresses of an account, too.
create index addresses_first_of_account on addresses (account_id, is_primary desc, id) include (city);
drop index addresses_of_account;
