-- A role may hold at one site of one mobilisation: scope_code is then the id of the site.
ALTER TABLE auth.role_grant DROP CONSTRAINT role_grant_scope_kind_check;
ALTER TABLE auth.role_grant ADD CONSTRAINT role_grant_scope_kind_check
  CHECK (scope_kind IN ('national', 'department', 'commune', 'organisation', 'site'));
