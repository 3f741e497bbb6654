CREATE TYPE pair AS (m text, n bigint);
