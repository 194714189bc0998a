package org.tandemvault.core.resource;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tandemvault.core.policy.PasswordRules;
import org.tandemvault.core.shared.FieldRules;
import org.tandemvault.core.shared.InvalidException;
import org.tandemvault.core.shared.MalformedException;
import org.tandemvault.core.shared.TooLargeException;
import org.tandemvault.crypto.InvalidSecretException;
import org.tandemvault.crypto.Secret;

/**
 * Reads the rows of an import and checks each by itself. Passwords pass through the parser as
 * strings, since it knows nothing else, and are kept as secrets. Messages name columns by their
 * place, because a file without a header has a password where a column's name should be.
 */
final class ImportFile {

  /** Most characters of a file; INTERFACES allows 64 MiB. */
  static final long MOST_CHARACTERS = 64L * 1024 * 1024;

  /** Most rows of a file, so that memory stays bounded. */
  static final int MOST_ROWS = 100_000;

  private static final int DEEPEST = 32;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private final ImportErrors errors;
  private final Map<CsvColumn, Integer> places = new EnumMap<>(CsvColumn.class);
  private final Map<List<String>, Long> seen = new HashMap<>();
  private int width;

  ImportFile(ImportErrors errors) {
    this.errors = errors;
  }

  /** The good rows; the receiver closes their passwords. */
  List<ImportRow> read(Reader csv) {
    var rows = new ArrayList<ImportRow>();
    long row = 0;
    try (CSVParser parser = CSVParser.parse(withoutMark(new Limited(csv)), FORMAT)) {
      Iterator<CSVRecord> records = parser.iterator();
      while (records.hasNext()) {
        CSVRecord cells = records.next();
        row++;
        if (row == 1) {
          readHeader(cells);
        } else if (!isBlank(cells)) {
          readRow(row, cells).ifPresent(rows::add);
        }
        if (width == 0 || row > MOST_ROWS) {
          break;
        }
      }
      finish(row);
    } catch (UncheckedIOException e) {
      broken(row + 1, e.getCause());
    } catch (IOException e) {
      broken(row + 1, e);
    }
    return rows;
  }

  private void finish(long row) {
    if (row == 0) {
      errors.add(1, "the file is empty; its first row must name the columns");
    }
    if (row > MOST_ROWS) {
      errors.add(row, "there are more than " + MOST_ROWS + " rows; import them in parts");
    }
  }

  private void broken(long row, IOException cause) {
    switch (cause) {
      case CSVException syntax ->
          errors.add(row, "is not CSV from here on; look at its quotation marks");
      case CharacterCodingException coding ->
          errors.add(row, "is not UTF-8 from here on; save the file as UTF-8");
      default -> throw new MalformedException("The upload broke off; send the file again.", cause);
    }
  }

  private void readHeader(CSVRecord header) {
    for (int i = 0; i < header.size(); i++) {
      Optional<CsvColumn> column = CsvColumn.ofWord(header.get(i));
      if (column.isEmpty()) {
        errors.add(1, "column " + (i + 1) + " has none of the names " + words());
      } else if (places.putIfAbsent(column.get(), i) != null) {
        errors.add(1, "column '" + column.get().word() + "' is there twice");
      }
    }
    for (CsvColumn column : CsvColumn.values()) {
      if (column.isRequired() && !places.containsKey(column)) {
        errors.add(1, "column '" + column.word() + "' is missing");
      }
    }
    width = errors.none() ? header.size() : 0;
  }

  private static String words() {
    return Stream.of(CsvColumn.values()).map(CsvColumn::word).collect(Collectors.joining(", "));
  }

  private boolean isBlank(CSVRecord cells) {
    return cells.size() == 1 && width > 1 && cells.get(0).isEmpty();
  }

  private Optional<ImportRow> readRow(long row, CSVRecord cells) {
    if (cells.size() != width) {
      errors.add(row, "has " + cells.size() + " cells, but the header has " + width);
      return Optional.empty();
    }
    String resource = cell(cells, CsvColumn.RESOURCE);
    String login = cell(cells, CsvColumn.LOGIN);
    Long first = seen.putIfAbsent(List.of(resource, login), row);
    if (first != null) {
      errors.add(row, "has the resource and login of row " + first);
      return Optional.empty();
    }
    return secret(row, cell(cells, CsvColumn.PASSWORD))
        .flatMap(password -> checked(newRow(row, cells, password)));
  }

  private ImportRow newRow(long row, CSVRecord cells, Secret password) {
    return new ImportRow(
        row,
        cell(cells, CsvColumn.RESOURCE),
        cell(cells, CsvColumn.TYPE),
        cell(cells, CsvColumn.ADDRESS),
        cell(cells, CsvColumn.FOLDER),
        cell(cells, CsvColumn.DESCRIPTION),
        cell(cells, CsvColumn.LOGIN),
        password,
        cell(cells, CsvColumn.NOTES));
  }

  private String cell(CSVRecord cells, CsvColumn column) {
    Integer place = places.get(column);
    return place == null ? "" : Objects.requireNonNullElse(cells.get(place), "");
  }

  private Optional<Secret> secret(long row, String text) {
    try {
      return Optional.of(Secret.ofUtf8(text));
    } catch (InvalidSecretException halfCharacter) {
      errors.add(row, "password must be well-formed Unicode");
      return Optional.empty();
    }
  }

  private Optional<ImportRow> checked(ImportRow row) {
    var rules =
        new FieldRules()
            .name("resource", row.resource())
            .line("type", row.type())
            .line("address", row.address())
            .text("description", row.description())
            .name("login", row.login())
            .text("notes", row.notes());
    if (row.password().length() > 0) {
      PasswordRules.check(rules, "password", row.password(), Optional.empty());
    }
    List<String> names = ImportRow.names(row.folder());
    rules.rule(names.size() <= DEEPEST, "folder", "must be at most " + DEEPEST + " deep");
    names.forEach(name -> rules.name("folder", name));
    try {
      rules.check();
      return Optional.of(row);
    } catch (InvalidException broken) {
      row.password().close();
      errors.add(row.row(), broken.getMessage());
      return Optional.empty();
    }
  }

  private static Reader withoutMark(Reader csv) throws IOException {
    var buffered = new BufferedReader(csv);
    buffered.mark(1);
    if (buffered.read() != BYTE_ORDER_MARK) {
      buffered.reset();
    }
    return buffered;
  }

  /** Refuses to read on behind the largest file that is taken. */
  private static final class Limited extends FilterReader {
    private long left = MOST_CHARACTERS;

    Limited(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int c = super.read();
      count(c < 0 ? 0 : 1);
      return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int got = super.read(buffer, offset, length);
      count(Math.max(got, 0));
      return got;
    }

    private void count(int characters) {
      left -= characters;
      if (left < 0) {
        throw new TooLargeException("The file is larger than 64 MiB; import it in parts.");
      }
    }
  }
}
