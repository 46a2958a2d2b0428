package dev.carousel.data.source.csv;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.FrameReading;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.internal.columns.RowBuffer;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Opened;
import dev.carousel.data.internal.reading.StrictUtf8Input;
import dev.carousel.data.internal.reading.SummedInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one table: opens it, finds out how it is written, and has the rows read. */
final class CsvReader {
  private static final int SAMPLE = 1 << 16;

  private final SourceInput input;
  private final CsvSource.Settings settings;
  private final Wanted wanted;
  private final CsvFaults faults;
  private final long heap;

  CsvReader(SourceInput input, CsvSource.Settings settings, Wanted wanted, long heap) {
    this.input = input;
    this.settings = settings;
    this.wanted = wanted;
    this.faults = new CsvFaults(input);
    this.heap = heap;
  }

  FrameReading read() throws IOException {
    Path path = input.path().orElse(null);
    try (SummedInput summed = new SummedInput(Opened.of(input));
        StrictUtf8Input in = new StrictUtf8Input(input.name(), path, summed)) {
      RowBuffer buffer = new RowBuffer(in, CsvSource.LONGEST_ROW);
      buffer.more();
      boolean hasMark = buffer.skipByteOrderMark();
      Sniffer.Layout layout = new Sniffer(buffer.sample(SAMPLE), settings).layout();
      CsvRows rows = new CsvRows(input, settings, layout, faults, buffer);
      long headerLine = rows.readHeader(wanted);
      requireMemory(path, buffer, rows.wanted());
      rows.readRows();
      List<String> notes = new ArrayList<>();
      notes.add(words(layout, headerLine, hasMark));
      notes.addAll(rows.notes());
      DataIdentity identity = path == null ? DataIdentity.none() : identity(path, summed);
      Frame frame = Frame.of(input.name(), rows.columns(), identity);
      return new FrameReading(frame, rows.header(), notes);
    }
  }

  private static DataIdentity identity(Path path, SummedInput summed) {
    return DataIdentity.of(List.of(summed.sum(String.valueOf(path.getFileName()))));
  }

  /** Refuses, before it is read, a file whose columns cannot fit into the heap. */
  private void requireMemory(@Nullable Path path, RowBuffer buffer, int columns) {
    long size = path == null ? 0 : DataMemory.size(path);
    byte[] sample = buffer.sample(SAMPLE);
    long breaks = 0;
    for (byte b : sample) {
      breaks += b == '\n' ? 1 : 0;
    }
    if (size <= SAMPLE || breaks == 0) {
      return;
    }
    double rows = (double) size * breaks / sample.length;
    // one of the columns exists twice while it is completed
    long needed = (long) (rows * Double.BYTES * (columns + 1));
    if (needed > heap) {
      throw DataMemory.tooLarge("table", input, size, needed, heap, CsvFaults.LESS, null);
    }
  }

  /** How the table is written. */
  private String words(Sniffer.Layout layout, long headerLine, boolean hasMark) {
    return "cells separated by "
        + layout.separator().words()
        + ", decimals with a "
        + (layout.decimal() == Decimal.COMMA ? "comma" : "point")
        + (settings.hasHeader() ? ", names in line " + headerLine : ", columns numbered from 1")
        + (hasMark ? ", UTF-8 with a byte-order mark" : ", UTF-8");
  }
}
