package dev.carousel.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.carousel.plugin.PluginDiscovery;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What a session is opened with, also in another JVM. Immutable and thread-safe.
 *
 * @param pluginFolders to look for plugins in, in order
 * @param pluginWords as {@link GlobalOptions#pluginWords}
 * @param log level
 * @param commandLine that is carried out, a word each
 */
public record SessionSettings(
    List<String> pluginFolders, String pluginWords, String log, List<String> commandLine)
    implements Serializable {
  /** Copies the lists. */
  public SessionSettings {
    pluginFolders = List.copyOf(pluginFolders);
    commandLine = List.copyOf(commandLine);
  }

  /** The same where the jars of the folders are on the class path. */
  public SessionSettings onClassPath() {
    return new SessionSettings(List.of(), pluginWords, log, commandLine);
  }

  PluginDiscovery discover() {
    return PluginDiscovery.in(pluginFolders.stream().map(Path::of).toList());
  }

  /** Another logger than this program's keeps its own level. */
  void applyLogLevel() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.toLevel(log));
    }
  }
}
