package dev.carousel.cli;

import dev.carousel.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Makes commands: by their constructor that takes a {@link Console} if they have one.
 *
 * @param console for all of them
 */
record ConsoleFactory(Console console) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Console.class) {
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
