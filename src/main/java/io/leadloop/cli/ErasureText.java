package io.leadloop.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.ops.ErasureReport;
import io.leadloop.ops.ErasureReport.VendorRecord;
import io.leadloop.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an erasure would do and did, for a person and for a file of proofs. */
final class ErasureText {
  private static final int NAME_COLUMNS = 26;

  private ErasureText() {}

  /** What is there to be erased. */
  static String look(ErasureReport look) {
    List<String> lines = new ArrayList<>();
    lines.add("This is what the store of connection " + look.connection() + " holds of");
    look.people().forEach(one -> lines.add("  " + one));
    look.rows()
        .forEach(
            (table, rows) -> {
              if (rows > 0) {
                lines.add("  " + Plain.cell(table + " rows", NAME_COLUMNS) + Plain.number(rows));
              }
            });
    if (look.mentions() > 0) {
      lines.add(
          "  "
              + Plain.cell("named in rows of others", NAME_COLUMNS)
              + Plain.number(look.mentions()));
    }
    look.others()
        .forEach(one -> lines.add("It stays, though it has the same e-mail address: " + one));
    there(look)
        .forEach(one -> lines.add("It stays at the vendor, to be erased by you: " + text(one)));
    return String.join("\n", lines);
  }

  /** What was done, when the certificate went into a file. */
  static String done(ErasureReport erased, Store.Scrubbed scrubbed, List<Path> holding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Erased: %s rows. They are not created or linked again."
            .formatted(
                Plain.number(erased.rows().values().stream().mapToLong(Long::longValue).sum())));
    lines.add(file(scrubbed));
    there(erased).forEach(one -> lines.add("Left to do: " + how(one)));
    holding.forEach(copy -> lines.add("Left to do: delete the backup " + copy + "."));
    return String.join("\n", lines);
  }

  /** The proof. It names records that are left to be erased, by id, and holds no other data. */
  static ObjectNode certificate(
      ErasureReport erased, String place, Store.Scrubbed scrubbed, List<Path> holding) {
    ObjectNode certificate = JsonNodeFactory.instance.objectNode();
    certificate.put("certificate", "erasure of a person");
    certificate.put("storeId", erased.storeId());
    certificate.put("store", place);
    certificate.put("connection", erased.connection());
    certificate.put("erasure", erased.number());
    certificate.put("erasedAt", String.valueOf(erased.erasedAt()));
    ObjectNode removed = certificate.putObject("rowsRemoved");
    erased.rows().forEach(removed::put);
    certificate.put("rowsOfOthersThatNamedThem", erased.mentions());
    ObjectNode kept = certificate.putObject("kept");
    kept.put("why", "so that they are not created or linked again: SHA-256 with the store's salt");
    ArrayNode hashes = kept.putArray("hashes");
    erased.hashes().forEach(hashes::add);
    certificate.put("file", file(scrubbed));
    ArrayNode left = certificate.putArray("leftToDo");
    there(erased).forEach(one -> left.add(how(one)));
    holding.forEach(copy -> left.add("Delete the backup " + copy + ", which holds the person."));
    left.add("Copies and backups in other places are not known to this program: look for them.");
    return certificate;
  }

  private static List<VendorRecord> there(ErasureReport report) {
    return report.records().stream().filter(VendorRecord::isThere).toList();
  }

  private static String text(VendorRecord record) {
    return "%s (%s)".formatted(record.record(), record.side());
  }

  private static String how(VendorRecord record) {
    return record.side().equals("hubspot")
        ? "HubSpot: open %s, Actions, Delete, \"Permanently delete\"; or POST .../contacts/gdpr-delete."
            .formatted(record.record())
        : "Salesforce: delete %s and its Tasks, then empty the Recycle Bin."
            .formatted(record.record());
  }

  private static String file(Store.Scrubbed scrubbed) {
    if (!scrubbed.isOurs()) {
      return "The rows are deleted in PostgreSQL. Its files keep them until its vacuum reuses their space, and its own backups and archived logs as long as you do.";
    }
    if (scrubbed.isLeft()) {
      return "The file of the store was written anew. An address of the person is still in it, in the row of somebody who has it too.";
    }
    return "The file of the store was written anew, without what was removed; no address of the person is in it.";
  }
}
