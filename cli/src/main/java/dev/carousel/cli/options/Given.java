package dev.carousel.cli.options;

import dev.carousel.error.CarouselException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options on the command line, so that none is accepted without effect.
 *
 * @param names with their dashes
 */
public record Given(Set<String> names) {
  /** The options that a command was given. */
  public static Given to(@Nullable CommandSpec command) {
    return command == null
        ? new Given(Set.of())
        : new Given(
            command.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet()));
  }

  /** The names without their dashes. */
  public Set<String> bareNames() {
    return names.stream().map(name -> name.substring(2)).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether an option is given. */
  public boolean has(String name) {
    return names.contains(name);
  }

  /**
   * Refuses options that have no effect.
   *
   * @param because why: a sentence
   * @param idle the options, with their dashes
   * @throws CarouselException if one of them is given
   */
  public void refuse(String because, Collection<String> idle) {
    List<String> given = idle.stream().filter(names::contains).sorted().toList();
    if (!given.isEmpty()) {
      String all = String.join(", ", given);
      throw CarouselException.usage(all + " has no effect here: " + because)
          .mend("leave out " + all)
          .build();
    }
  }
}
