package io.leadloop.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/** How a job's CSV is written: what stands between columns, and what ends a line. */
record Dialect(String columnDelimiter, String lineEnding) {
  private static final Map<String, Character> DELIMITERS =
      Map.of(
          "COMMA", ',',
          "TAB", '\t',
          "SEMICOLON", ';',
          "PIPE", '|',
          "CARET", '^',
          "BACKQUOTE", '`');

  static Dialect read(JsonNode body) {
    String delimiter = body.path("columnDelimiter").asText("COMMA");
    String ending = body.path("lineEnding").asText("LF");
    if (!DELIMITERS.containsKey(delimiter)) {
      throw ApiError.unreadable("Unexpected value for columnDelimiter: " + delimiter);
    }
    if (!ending.equals("LF") && !ending.equals("CRLF")) {
      throw ApiError.unreadable("Unexpected value for lineEnding: " + ending);
    }
    return new Dialect(delimiter, ending);
  }

  void tell(ObjectNode info) {
    info.put("lineEnding", lineEnding).put("columnDelimiter", columnDelimiter);
  }

  /** The lines of a CSV, the first of them its header. */
  List<List<String>> parse(String csv) {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter()).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
      return parser.getRecords().stream().map(CSVRecord::toList).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines as CSV, every value in quotes as the vendor has them. */
  String print(List<List<String>> lines) {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter())
            .setQuoteMode(QuoteMode.ALL)
            .setRecordSeparator(lineEnding.equals("LF") ? "\n" : "\r\n")
            .get();
    StringBuilder csv = new StringBuilder();
    try {
      for (List<String> line : lines) {
        format.printRecord(csv, line.toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return csv.toString();
  }

  private char delimiter() {
    Character delimiter = DELIMITERS.get(columnDelimiter);
    return delimiter == null ? ',' : delimiter;
  }
}
