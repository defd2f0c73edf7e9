-- The units of a whole shop may be more than one stock point can have.
ALTER TABLE "import" ALTER COLUMN "stranger_units" TYPE BIGINT;
