package org.tandemvault.installer;

import java.awt.BorderLayout;
import java.awt.GraphicsEnvironment;
import java.awt.GridLayout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;

/** The same questions as at a terminal, in a window; the same code does the work. */
final class Window {
  private static final List<String> ROLES = List.of("primary", "standby");
  private static final String[] ROLE_WORDS = {
    "Primary server", "Configure this server as High Availability secondary server (Read Only)"
  };

  private final Tree release;
  private final Answers answers;
  private final PrintWriter out;
  private final Map<Setting, JTextField> fields = new EnumMap<>(Setting.class);
  private final JComboBox<String> role = new JComboBox<>(ROLE_WORDS);
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  private Window(Tree release, Answers answers, PrintWriter out) {
    this.release = release;
    this.answers = answers;
    this.out = out;
  }

  /** Shows the window and answers with the exit code once it is closed. */
  static int show(Tree release, Answers answers, PrintWriter out) {
    if (GraphicsEnvironment.isHeadless()) {
      throw new SetupException(
          SetupException.WRONG_USAGE, "There is no screen: run this without --gui.");
    }
    Window window = new Window(release, answers, out);
    SwingUtilities.invokeLater(window::open);
    return window.ended.join();
  }

  private void open() {
    JFrame frame = new JFrame("Tandem Vault " + release.version() + " - Setup");
    JPanel form = new JPanel(new GridLayout(0, 2, 8, 6));
    form.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
    role.setSelectedIndex(ROLES.indexOf(answers.value(Setting.ROLE)));
    role.addActionListener(e -> refill());
    row(form, "This server is to be", role);
    for (Setting setting : Setting.values()) {
      if (setting.asked() && setting != Setting.ROLE) {
        JTextField field = new JTextField(answers.value(setting), 40);
        fields.put(setting, field);
        row(form, setting.question(), field);
      }
    }
    JButton install = new JButton("Install");
    install.addActionListener(e -> install(frame));
    JPanel buttons = new JPanel();
    buttons.add(install);
    frame.add(form, BorderLayout.CENTER);
    frame.add(buttons, BorderLayout.SOUTH);
    frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new java.awt.event.WindowAdapter() {
          @Override
          public void windowClosed(java.awt.event.WindowEvent e) {
            ended.complete(SetupException.REFUSED);
          }
        });
    frame.pack();
    frame.setLocationRelativeTo(frame.getOwner());
    frame.setVisible(true);
  }

  private static void row(JPanel form, String label, JComponent field) {
    JLabel shown = new JLabel(label);
    shown.setLabelFor(field);
    form.add(shown);
    form.add(field);
  }

  /** Another role has other defaults. */
  private void refill() {
    answers.put(Setting.ROLE, ROLES.get(role.getSelectedIndex()));
    fields.forEach((setting, field) -> field.setText(answers.value(setting)));
  }

  private void install(JFrame frame) {
    answers.put(Setting.ROLE, ROLES.get(role.getSelectedIndex()));
    fields.forEach((setting, field) -> answers.put(setting, field.getText()));
    List<String> problems = Checks.of(answers);
    if (!problems.isEmpty()) {
      tell(frame, String.join("\n", problems), JOptionPane.WARNING_MESSAGE);
      return;
    }
    StringWriter said = new StringWriter();
    try {
      new Setup(release, answers, new PrintWriter(said, true)).run();
      out.print(said);
      tell(frame, said.toString(), JOptionPane.INFORMATION_MESSAGE);
      ended.complete(0);
      frame.dispose();
    } catch (IOException | RuntimeException e) {
      tell(frame, said + e.getMessage(), JOptionPane.ERROR_MESSAGE);
    }
  }

  private static void tell(JFrame frame, String text, int kind) {
    JOptionPane.showMessageDialog(frame, text, "Tandem Vault", kind);
  }
}
