package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.carousel.error.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads values of reports. A number that is null or missing is NaN. The control characters of names
 * and texts are escaped, so that none can control a terminal.
 */
final class ReportValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ReportValues() {
    addDeserializer(String.class, new Text());
    addDeserializer(double.class, new Figure());
    addDeserializer(double[].class, new Figures());
  }

  private static double number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return Double.NaN;
    }
    if (!parser.currentToken().isNumeric()) {
      throw MismatchedInputException.from(parser, double.class, "not a number");
    }
    return parser.getDoubleValue();
  }

  private static final class Text extends StdDeserializer<String> {
    private static final long serialVersionUID = 1L;

    Text() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw MismatchedInputException.from(parser, String.class, "not a string");
      }
      return Printable.of(parser.getText());
    }
  }

  private static final class Figure extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    Figure() {
      super(double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return number(parser);
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class Figures extends StdDeserializer<double[]> {
    private static final long serialVersionUID = 1L;

    Figures() {
      super(double[].class);
    }

    @Override
    public double[] deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.isExpectedStartArrayToken()) {
        throw MismatchedInputException.from(parser, double[].class, "not a list");
      }
      List<Double> numbers = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        try {
          numbers.add(number(parser));
        } catch (MismatchedInputException e) {
          throw JsonMappingException.wrapWithPath(e, numbers, numbers.size());
        }
      }
      return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
