package io.leadloop.cli;

import picocli.CommandLine;

/** The version that the jar was built as. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"leadloop " + (version == null ? "(not packaged)" : version)};
  }
}
