package io.leadloop.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** The figures as a person reads them. */
final class FiguresText {
  private FiguresText() {}

  /**
   * @param told the figures, or the medians of several runs
   */
  static String of(ObjectNode told, List<SyncResult> results) {
    StringBuilder text = new StringBuilder();
    line(text, "leads", told.path("leads"), "");
    JsonNode calls = told.path("callsPerThousand");
    calls
        .fieldNames()
        .forEachRemaining(
            what -> {
              JsonNode row = calls.path(what);
              double hubspot = row.path("hubspot").asDouble();
              double salesforce = row.path("salesforce").asDouble();
              text.append(
                  row("calls for 1,000: " + what)
                      + "%.1f + %.1f = %.1f (HubSpot + Salesforce; minimum %d)%n"
                          .formatted(
                              hubspot,
                              salesforce,
                              hubspot + salesforce,
                              row.path("minimum").asInt()));
            });
    line(text, "  besides, for overlap and echo", told.path("overlapCalls"), "");
    line(text, "  besides, for evidence", told.path("evidenceCalls"), "");
    line(text, "created a second", told.path("recordsPerSecond"), "");
    line(
        text,
        "  times what reading alone takes with limits",
        told.path("firstLoad").path("timesFloor"),
        "");
    JsonNode latency = told.path("latencyMillis");
    text.append(row("from edit to arrival, p50 / p95 / p99"))
        .append(latency.path("p50").asText())
        .append(" / ")
        .append(latency.path("p95").asText())
        .append(" / ")
        .append(latency.path("p99").asText())
        .append(" ms\n");
    line(text, "from read to write at most", told.path("windowMillis"), " ms");
    line(text, "fullest heap", told.path("peakHeapMib"), " MiB");
    line(text, "most resident memory", told.path("residentMib"), " MiB");
    line(text, "store for each link", told.path("storeBytesPerLink"), " bytes");
    line(text, "journal for each row", told.path("journalBytesPerWrite"), " bytes");
    line(text, "share of HubSpot's limits while there was work", told.path("limitShare"), "");
    JsonNode empty = told.path("emptySweep");
    text.append(row("a sweep of both sides that finds nothing"))
        .append(empty.path("calls").asText())
        .append(" calls, ")
        .append(empty.path("statements").asText())
        .append(" statements, ")
        .append(empty.path("millis").asText())
        .append(" ms\n");
    if (told.has(Median.SPREAD)) {
      text.append(row("spread")).append(told.get(Median.SPREAD)).append('\n');
    }
    for (SyncResult result : results) {
      text.append(
          "seconds: first load %.1f (reading alone takes %.1f with real limits), update of Salesforce %.1f, of HubSpot %.1f; over a limit: %d calls; processor time of each created lead: daemon %.2f ms, local vendors %.2f ms; idle daemon: %.1f ms of processor time a second%n"
              .formatted(
                  result.seconds().get(0),
                  result.figures().firstLoad().floorSeconds(),
                  result.seconds().get(1),
                  result.seconds().get(2),
                  result.refused(),
                  result.daemonMillisPerLead(),
                  result.vendorsMillisPerLead(),
                  result.idleMillisPerSecond()));
    }
    return text.toString();
  }

  /** Leadloop beside the script. */
  static String comparison(List<Comparison.Row> rows) {
    StringBuilder text =
        new StringBuilder(
            "%-10s %8s %10s %22s%n".formatted("", "edits", "lost", "needless writes"));
    for (Comparison.Row row : rows) {
      text.append(
          "%-10s %8d %10d %22d%n"
              .formatted(row.program(), row.edits(), row.editsLost(), row.echoWrites()));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, JsonNode value, String unit) {
    String shown =
        value.isNull()
            ? "-"
            : value.isIntegralNumber()
                ? String.format(Locale.ROOT, "%,d", value.asLong()) + unit
                : value.asText() + unit;
    text.append(row(what)).append(shown).append('\n');
  }

  private static String row(String what) {
    return "%-48s".formatted(what);
  }
}
