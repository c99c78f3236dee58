package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.LoadProblem;
import io.leadloop.sandbox.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Contacts out of a CSV file, each value checked as the account will check it. */
final class CsvLeads {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  private final Path file;
  private final ColumnMap map;
  private final List<LoadProblem> problems;
  private final Map<String, LoadProblem> firstOfKind = new LinkedHashMap<>();
  private final Map<String, Integer> rowsOfKind = new HashMap<>();
  private final Map<String, Long> lineByUnique = new HashMap<>();

  private CsvLeads(Path file, ColumnMap map, List<LoadProblem> problems) {
    this.file = file;
    this.map = map;
    this.problems = problems;
  }

  /** The values of each contact, in the order of the rows. */
  static List<Map<String, String>> read(Path file, ColumnMap map, List<LoadProblem> problems) {
    CsvLeads leads = new CsvLeads(file, map, problems);
    List<Map<String, String>> read = leads.read();
    leads.firstOfKind.forEach(
        (kind, first) -> {
          int others = leads.rowsOfKind.getOrDefault(kind, 1) - 1;
          String more =
              others == 0
                  ? ""
                  : " (and in %d more row%s)".formatted(others, others == 1 ? "" : "s");
          problems.add(new LoadProblem(first.place(), first.code(), first.message() + more));
        });
    return read;
  }

  private List<Map<String, String>> read() {
    List<Map<String, String>> leads = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, FORMAT)) {
      Set<String> columns =
          parser.getHeaderNames().stream()
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet());
      requireColumns(columns);
      for (CSVRecord record : parser) {
        leads.add(lead(record, columns));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      problems.add(
          new LoadProblem(file.toString(), "unreadable-csv", "cannot be read: " + e.getMessage()));
    }
    return leads;
  }

  private void requireColumns(Set<String> columns) {
    for (ColumnRule rule : map.rules()) {
      for (String column : rule.columns()) {
        if (!columns.contains(column)) {
          problems.add(
              new LoadProblem(
                  rule.place(), "unknown-column", Nearest.message("column", column, columns)));
        }
      }
    }
  }

  private Map<String, String> lead(CSVRecord record, Set<String> columns) {
    Map<String, String> row = new HashMap<>();
    for (String column : columns) {
      String text = record.isSet(column) ? record.get(column) : "";
      row.put(column, map.missing().contains(text) ? "" : text);
    }
    long line = record.getRecordNumber() + 1;
    Map<String, String> lead = new LinkedHashMap<>();
    for (ColumnRule rule : map.rules()) {
      String filled = rule.fill(row);
      String value = rule.translate(filled);
      if (value == null) {
        problem(
            line,
            "unknown-value",
            "the table of \"%s\" has no \"%s\"".formatted(rule.property(), filled));
      } else if (!value.isEmpty()) {
        keep(lead, rule.property(), value, line);
      }
    }
    return lead;
  }

  private void keep(Map<String, String> lead, String name, String value, long line) {
    PropertyDefinition property = map.known().get(name);
    if (property == null) {
      return;
    }
    InvalidValue invalid = ValueRules.check(property, value, null).invalid();
    if (invalid != null) {
      problem(line, "invalid-value", "%s: %s".formatted(name, reason(property, invalid)));
      return;
    }
    if (property.unique()) {
      Long earlier = lineByUnique.putIfAbsent(name + "=" + value, line);
      if (earlier != null) {
        problem(
            line, "double-value", "%s \"%s\" is in line %d too".formatted(name, value, earlier));
      }
    }
    lead.put(name, value);
  }

  /** The account's reason; of its long list of options only their values. */
  private static String reason(PropertyDefinition property, InvalidValue invalid) {
    if (!invalid.code().equals("INVALID_OPTION")) {
      return invalid.message();
    }
    return "\"%s\" is not one of %s"
        .formatted(
            invalid.value(),
            property.options().stream()
                .map(PropertyOption::value)
                .collect(Collectors.joining(", ")));
  }

  /** Keeps the first of each kind of problem: one wrong word may stand in thousands of rows. */
  private void problem(long line, String code, String message) {
    String kind = code + message;
    firstOfKind.putIfAbsent(kind, new LoadProblem(file + ":" + line, code, message));
    rowsOfKind.merge(kind, 1, Integer::sum);
  }
}
