import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files with veraPDF: profiles such as "ua1,2a", a password ("" for none) and files in,
 * lines of fields parted by tabs out.
 *
 * <p>"verdict", file, profile, rules, checks; then for each broken rule "fault", clause and test,
 * how often, where first and why. A file that cannot be judged has the fault "unreadable".
 */
public class VeraJudge {
  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (int i = 2; i < args.length; i++) {
      for (String profile : args[0].split(",")) {
        judge(args[i], PDFAFlavour.byFlavourId(profile), args[1], out);
      }
    }
    out.flush();
  }

  private static void judge(String file, PDFAFlavour profile, String password, PrintStream out) {
    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
    try (InputStream bytes = new FileInputStream(file);
        PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(bytes, profile, password.isEmpty() ? null : password)) {
      ValidationResult result = validator.validate(parser);
      int rules = validator.getProfile().getRules().size();
      say(out, "verdict", file, profile.getId(), rules, result.getTotalAssertions());
      faults(result).forEach((rule, fault) -> say(out, "fault", rule, fault.times, fault.first));
    } catch (Exception unreadable) {
      say(out, "verdict", file, profile.getId(), 0, 0);
      say(out, "fault", "unreadable", 1, unreadable);
    }
  }

  private static Map<String, Fault> faults(ValidationResult result) {
    Map<String, Fault> faults = new TreeMap<>();
    for (TestAssertion check : result.getTestAssertions()) {
      if (check.getStatus() == TestAssertion.Status.FAILED) {
        String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
        faults.computeIfAbsent(rule, key -> new Fault(check)).times++;
      }
    }
    return faults;
  }

  private static void say(PrintStream out, Object... fields) {
    String[] words = new String[fields.length];
    for (int i = 0; i < fields.length; i++) {
      words[i] = String.valueOf(fields[i]).replaceAll("\\s+", " ");
    }
    out.println(String.join("\t", words));
  }

  private static class Fault {
    final String first;
    int times = 0;

    Fault(TestAssertion check) {
      first = check.getLocation().getContext() + ": " + check.getMessage();
    }
  }
}
