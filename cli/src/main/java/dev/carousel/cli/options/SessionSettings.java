package dev.carousel.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.carousel.model.HeapBudget;
import dev.carousel.plugin.PluginDiscovery;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a session is opened with, also in another JVM. Immutable and thread-safe.
 *
 * @param pluginFolders to look for plugins in, in order
 * @param pluginWords as {@link GlobalOptions#pluginWords}
 * @param log level
 * @param commandLine that is carried out, a word each
 * @param heap that a training may use; null for the whole heap of the JVM that it is in
 */
public record SessionSettings(
    List<String> pluginFolders,
    String pluginWords,
    String log,
    List<String> commandLine,
    @Nullable HeapBudget heap)
    implements Serializable {
  /** Copies the lists. */
  public SessionSettings {
    pluginFolders = List.copyOf(pluginFolders);
    commandLine = List.copyOf(commandLine);
  }

  /** The same where the jars of the folders are on the class path. */
  public SessionSettings onClassPath() {
    return new SessionSettings(List.of(), pluginWords, log, commandLine, heap);
  }

  /** The same for trainings that may use this part of the heap. */
  public SessionSettings within(HeapBudget share) {
    return new SessionSettings(pluginFolders, pluginWords, log, commandLine, share);
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
