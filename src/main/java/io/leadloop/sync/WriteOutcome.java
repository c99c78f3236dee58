package io.leadloop.sync;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of one write. */
public sealed interface WriteOutcome {

  /**
   * The vendor says that it is done.
   *
   * @param created false for an update, and for a create that found its external key in use and
   *     updated that record
   * @param shown the written fields as the vendor shows them now, with the record's new time; null
   *     when the vendor's answer does not carry them and the record must be read back
   * @param leftUndone what of it could not be done, and why; null when all was
   */
  record Accepted(
      RecordKey key, boolean created, @Nullable Snapshot shown, @Nullable Rejected leftUndone)
      implements WriteOutcome {
    public Accepted(RecordKey key, boolean created, @Nullable Snapshot shown) {
      this(key, created, shown, null);
    }

    /** The same with a part left undone. */
    public Accepted but(Rejected part) {
      return new Accepted(key, created, shown, part);
    }
  }

  /**
   * The vendor says that it was not done.
   *
   * @param code the vendor's own code: {@code STRING_TOO_LONG}
   * @param message the vendor's own words; may hold personal data, so it goes to the journal and
   *     not into the log
   * @param passing whether the same write may succeed later without anybody doing anything
   * @param fields which fields it was about, by the vendor's own names; empty when the vendor does
   *     not say
   */
  record Rejected(String code, String message, boolean passing, Set<String> fields)
      implements WriteOutcome {
    public Rejected {
      fields = Set.copyOf(fields);
    }

    public Rejected(String code, String message, boolean passing) {
      this(code, message, passing, Set.of());
    }
  }

  /** A create was refused because another record has this person's e-mail address. */
  record Exists(RecordKey key, String message) implements WriteOutcome {}

  /** Nobody knows: the answer was lost, cut or unreadable. The record's token will tell. */
  record Unknown(String message) implements WriteOutcome {}
}
