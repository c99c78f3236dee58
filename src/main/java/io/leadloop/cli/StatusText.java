package io.leadloop.cli;

import io.leadloop.lead.Side;
import io.leadloop.ops.StatusReport;
import io.leadloop.store.CallCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How a connection is doing, as a person reads it. */
final class StatusText {
  private static final int NAME_COLUMNS = 13;

  private final StatusReport status;
  private final StringBuilder text = new StringBuilder();

  private StatusText(StatusReport status) {
    this.status = status;
  }

  static String of(StatusReport status) {
    StatusText page = new StatusText(status);
    page.write();
    return page.text.toString().stripTrailing();
  }

  private void write() {
    row("connection", status.connection() + ", " + status.mode());
    String holder = status.holder();
    Instant expiresAt = status.leaseExpiresAt();
    row(
        "daemon",
        holder == null || expiresAt == null
            ? "none: nobody holds the lease"
            : holder + ", lease until " + Plain.time(expiresAt));
    rows("sweeps", status.sweeps().stream().map(StatusText::sweep).toList(), "");
    rows("inbox", status.inbox().stream().map(StatusText::depth).toList(), "nothing is due");
    rows(
        "waiting",
        status.waiting().entrySet().stream().map(StatusText::waiting).toList(),
        "nobody");
    if (!status.config().isEmpty()) {
      row(
          "configuration",
          "not taken over:\n"
              + String.join("\n", status.config().lines().map(Plain::clean).toList()));
    }
    for (StatusReport.Named state : status.states()) {
      row(
          state.name(),
          "since %s: %s".formatted(Plain.time(state.since()), Plain.clean(state.why())));
    }
    if (!status.cap().isEmpty()) {
      row("capped", status.cap());
    }
    row(
        "links",
        status.resting() == 0
            ? Plain.number(status.links())
            : "%s, and %s at rest because a record was deleted"
                .formatted(Plain.number(status.links()), Plain.number(status.resting())));
    row(
        "last hour",
        "%s created, %s changed, %s fields cleared"
            .formatted(
                Plain.number(status.lastHour().creates()),
                Plain.number(status.lastHour().changes()),
                Plain.number(status.lastHour().clears())));
    if (status.lastHour().windowMillisMax() > 0) {
      row(
          "window",
          "%s ms at most from a read to its write, %s edits fell into it"
              .formatted(
                  Plain.number(status.lastHour().windowMillisMax()),
                  Plain.number(status.lastHour().overwrote())));
    }
    rows("API, last day", calls(status.calls()), "no calls");
    StatusReport.Alerting alerts = status.alerts();
    if (!alerts.standing().isEmpty()) {
      rows("alerts", alerts.standing(), "");
    }
    if (alerts.undelivered() > 0) {
      row("undelivered", Plain.number(alerts.undelivered()) + " alerts are not delivered yet");
    }
    if (!status.nextSteps().isEmpty()) {
      line("");
      status.nextSteps().forEach(step -> line("Do: " + step));
    }
  }

  private static String sweep(StatusReport.Swept swept) {
    Long age = swept.ageSeconds();
    String when =
        age == null
            ? "never"
            : "%s ago, %s records read".formatted(Plain.age(age), Plain.number(swept.seen()));
    String trouble = swept.trouble().isEmpty() ? "" : "\nTrouble: " + Plain.clean(swept.trouble());
    long ahead = swept.clockAheadSeconds();
    String clock =
        ahead == 0
            ? ""
            : "\nIts clock is %s %s this machine's"
                .formatted(Plain.age(Math.abs(ahead)), ahead > 0 ? "ahead of" : "behind");
    return Plain.cell(Side.ofWord(swept.side()).label(), 11) + when + clock + trouble;
  }

  private static String depth(StatusReport.Depth depth) {
    return "%s%s due, the oldest for %s"
        .formatted(
            Plain.cell(depth.lane(), 11),
            Plain.number(depth.due()),
            Plain.age(depth.oldestAgeSeconds()));
  }

  private static String waiting(Map.Entry<String, Long> waiting) {
    return Plain.number(waiting.getValue()) + " " + waiting.getKey();
  }

  /** One line for each operation: the lanes are told apart with {@code --json} only. */
  private static List<String> calls(List<CallCounts.Count> counts) {
    Map<String, Map<String, Long>> operations = new TreeMap<>();
    for (CallCounts.Count count : counts) {
      operations
          .computeIfAbsent(
              Plain.cell(Side.ofWord(count.side()).label(), 11) + Plain.cell(count.operation(), 24),
              name -> new TreeMap<>())
          .merge(count.outcome(), count.calls(), Long::sum);
    }
    return operations.entrySet().stream()
        .map(
            operation ->
                operation.getKey()
                    + String.join(
                        ", ",
                        operation.getValue().entrySet().stream()
                            .map(
                                outcome ->
                                    Plain.number(outcome.getValue()) + " " + outcome.getKey())
                            .toList()))
        .toList();
  }

  private void rows(String name, List<String> values, String none) {
    if (values.isEmpty()) {
      row(name, none);
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      row(i == 0 ? name : "", values.get(i));
    }
  }

  private void row(String name, String value) {
    String cell = name;
    for (String line : value.lines().toList()) {
      line(Plain.cell(cell, NAME_COLUMNS) + "  " + line);
      cell = "";
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
