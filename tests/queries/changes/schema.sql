CREATE TABLE accounts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) NOT NULL, note text, balance numeric(12, 2) NOT NULL DEFAULT 0);
CREATE TABLE moves (id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts, amount numeric NOT NULL);
CREATE VIEW open_accounts AS SELECT id, name FROM accounts WHERE balance > 0;
