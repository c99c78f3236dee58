package io.leadloop.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged with the product's own configuration of the log and {@code
 * LEADLOOP_LOG_LEVEL=DEBUG}, while it is open.
 */
final class RecordedLog implements AutoCloseable {
  private static final Path SHIPPED = Path.of("src/main/resources/logback.xml");
  private static final Path OF_TESTS = Path.of("src/test/resources/logback-test.xml");

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

  RecordedLog() throws JoranException {
    configure(SHIPPED);
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.DEBUG);
    AppenderBase<ILoggingEvent> recorder =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            events.add(event);
          }
        };
    recorder.setContext(context);
    recorder.start();
    root.addAppender(recorder);
  }

  /** All lines of this level and above, with their values and stack traces. */
  List<String> lines(Level level) {
    return events.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(level))
        .map(RecordedLog::line)
        .toList();
  }

  private static String line(ILoggingEvent event) {
    String thrown =
        event.getThrowableProxy() == null
            ? ""
            : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    String values = event.getKeyValuePairs() == null ? "" : "  " + event.getKeyValuePairs();
    return "%s %s %s%s%s"
        .formatted(
            event.getLevel(), event.getLoggerName(), event.getFormattedMessage(), values, thrown);
  }

  private void configure(Path file) throws JoranException {
    context.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(file.toFile());
  }

  @Override
  public void close() throws JoranException {
    configure(OF_TESTS);
  }
}
