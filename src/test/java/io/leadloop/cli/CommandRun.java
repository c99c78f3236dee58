package io.leadloop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.ops.Office;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * What came of one command.
 *
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
record CommandRun(int exitCode, String out, String err) {
  /** Runs a command line as the program does. */
  static CommandRun of(Surroundings surroundings, String... arguments) {
    return of(surroundings, new StringWriter(), arguments);
  }

  /** The same, with an output that can be looked at meanwhile. */
  static CommandRun of(Surroundings surroundings, StringWriter out, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create().name("leadloop"));
    Commands.all(surroundings).forEach(line::addSubcommand);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int exitCode = line.execute(arguments);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Standard output, which must hold one JSON object and nothing else. */
  JsonNode json() {
    return Office.parse(out, JsonNode.class);
  }
}
