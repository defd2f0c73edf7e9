-- Up to which item everything that is tight is due, and its promises are marked; null before the first of them is.
ALTER TABLE import ADD COLUMN marked_to text;
