CREATE TABLE orders (id bigint PRIMARY KEY, amount bigint NOT NULL DEFAULT 0);
CREATE VIEW big AS SELECT id, amount FROM orders WHERE amount > 100;
CREATE VIEW bigger AS SELECT id FROM big WHERE amount > 1000;
CREATE INDEX orders_amount_idx ON orders (amount);
CREATE TABLE lines (order_id bigint REFERENCES orders, n int);
