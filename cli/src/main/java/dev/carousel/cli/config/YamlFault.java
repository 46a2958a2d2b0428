package dev.carousel.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the parser says of text that is no YAML.
 *
 * @param found in the text
 * @param line where it is, from 1; 0 if that is unknown
 * @param isTab whether it is a tab
 * @param cause the exception of the parser
 */
record YamlFault(String found, int line, boolean isTab, JsonProcessingException cause) {
  /** The place that the scanner names; that of the exception is where the last token began. */
  private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column");

  /** Reads the message, whose lines that are indented have the place and a part of the text. */
  static YamlFault of(JsonProcessingException fault) {
    String message = fault.getOriginalMessage();
    boolean isTab = message.contains("(TAB)");
    String found =
        message.lines().filter(line -> !line.startsWith(" ")).collect(Collectors.joining(", "));
    int line = fault.getLocation() == null ? 0 : fault.getLocation().getLineNr();
    for (Matcher places = PLACE.matcher(message); places.find(); ) {
      line = Integer.parseInt(places.group(1));
    }
    return new YamlFault(isTab ? "a tab where YAML needs spaces" : found, line, isTab, fault);
  }
}
