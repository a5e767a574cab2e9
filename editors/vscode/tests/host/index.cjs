//! Runs inside the extension host: every case of the suite, one after the other, and writes down what came of each.

const fs = require('node:fs');

exports.run = async function () {
  const results = [];
  const cases = [...require('./reading.cjs'), ...require('./writing.cjs'), ...require('./encodings.cjs'), ...require('./serving.cjs')];
  for (const [name, act] of cases) {
    try {
      await act();
      results.push({ name });
    } catch (error) {
      results.push({ name, fault: String(error?.stack ?? error) });
    }
  }
  // Written at once, for who waits for the file reads it at once.
  const file = process.env.NIANBAO_RESULTS;
  fs.writeFileSync(`${file}.part`, JSON.stringify(results));
  fs.renameSync(`${file}.part`, file);
};
