/** What goes from a row of a list when it is erased, as SQL: the reasons quote what stood there. */
export const ROW_ERASED = 'email = null, name = null, profession = null, organisation_id = null, reason = null';
