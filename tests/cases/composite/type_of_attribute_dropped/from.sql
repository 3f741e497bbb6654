CREATE TYPE mood AS ENUM ('a');
CREATE TYPE pair AS (m mood, n integer);
